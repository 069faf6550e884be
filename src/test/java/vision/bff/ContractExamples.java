package vision.bff;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import tools.jackson.databind.JsonNode;

/**
 * The examples of successes in the text of the contract.
 */
final class ContractExamples {

	private ContractExamples() {
	}

	/**
	 * The contract with another example of what an operation answers. Every other line
	 * stays as it is.
	 */
	static String renewed(String contract, String operationId, JsonNode example) {
		List<String> lines = List.of(contract.split("\n", -1));
		Node old = example(new Yaml().compose(new StringReader(contract)), operationId);
		int start = old.getStartMark().getLine();
		String indent = " ".repeat(old.getStartMark().getColumn());
		int end = start;
		while (end < lines.size() && (lines.get(end).isBlank() || lines.get(end).startsWith(indent))) {
			end++;
		}
		Stream<String> yaml = Arrays.stream(yaml(example).split("\n")).map((line) -> indent + line);
		return String.join("\n",
				Stream.of(lines.subList(0, start).stream(), yaml, lines.subList(end, lines.size()).stream())
					.flatMap((part) -> part)
					.toList());
	}

	private static Node example(Node contract, String operationId) {
		return children(child(contract, "paths")).map(NodeTuple::getValueNode)
			.flatMap(ContractExamples::children)
			.map(NodeTuple::getValueNode)
			.filter((operation) -> ((ScalarNode) child(operation, "operationId")).getValue().equals(operationId))
			.map((operation) -> child(success(operation), "content", "application/json", "example"))
			.findFirst()
			.orElseThrow();
	}

	private static Node success(Node operation) {
		return children(child(operation, "responses")).filter((response) -> name(response).startsWith("2"))
			.map(NodeTuple::getValueNode)
			.findFirst()
			.orElseThrow();
	}

	private static Node child(Node node, String... path) {
		Node child = node;
		for (String name : path) {
			Optional<NodeTuple> entry = children(child).filter((each) -> name(each).equals(name)).findFirst();
			child = entry.orElseThrow().getValueNode();
		}
		return child;
	}

	private static Stream<NodeTuple> children(Node node) {
		return ((MappingNode) node).getValue().stream();
	}

	private static String name(NodeTuple entry) {
		return ((ScalarNode) entry.getKeyNode()).getValue();
	}

	private static String yaml(JsonNode example) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		options.setIndicatorIndent(2);
		options.setIndentWithIndicator(true);
		options.setSplitLines(false);
		return new Yaml(options).dump(FrontEnd.JSON.treeToValue(example, Object.class));
	}

}
