package vision.bff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What has changed in the contract since the one that was released last.
 */
class ContractChangesTests {

	private static final Path RELEASED = Path.of("api/openapi-released.yaml");

	private static final Path CHANGELOG = Path.of("CHANGELOG.md");

	@Test
	void whatBreaksFrontEndsIsInTheChangelog() throws IOException {
		String changelog = Files.readString(CHANGELOG);
		assertThat(ContractChanges.breaking(Contract.read(RELEASED), Contract.read(Contract.FILE)))
			.as("Each of these breaks front ends: avoid it, or put the line under 'Unreleased' in %s", CHANGELOG)
			.filteredOn((change) -> !changelog.contains("- Breaking: " + change))
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					get: {operationId: a}                            | get: {operationId: b}                            | changed /get/operationId from "a" to "b"
					get: {operationId: a}                            | post: {operationId: a}                           | removed /get
					responses: {'200': {x: 1}, '404': {}}            | responses: {'200': {x: 1}}                       | removed /responses/404
					properties: {title: {type: string}}              | properties: {}                                   | removed /properties/title
					schema: {maximum: 100}                           | schema: {maximum: 50}                            | changed /schema/maximum from 100 to 50
					enum: [a, b]                                     | enum: [b, c]                                     | removed /enum "a"
					parameters: [{name: q, in: query}]               | parameters: []                                   | removed /parameters/q
					parameters: []                                   | parameters: [{name: q, in: query, required: true}] | now required /parameters/q
					{components: {parameters: {Q: {name: q, in: query}}}, parameters: [{$ref: '#/components/parameters/Q'}]} | {components: {parameters: {Q: {name: q, in: query}}}, parameters: []} | removed /parameters/q
					parameters: []                                   | {components: {parameters: {Q: {name: q, in: query, required: true}}}, parameters: [{$ref: '#/components/parameters/Q'}]} | now required /parameters/q
					{components: {responses: {R: {x: 1}}}, '404': {$ref: '#/components/responses/R'}} | {components: {responses: {R: {x: 1}}}, '404': {x: 2}} | changed /404/x from 1 to 2
					requestBody: {schema: {required: [a]}}           | requestBody: {schema: {required: [a, b]}}        | now required /requestBody/schema/properties/b
					""")
	void aBreakingChangeIsFound(String before, String after, String change) {
		assertThat(ContractChanges.breaking(Contract.json(before), Contract.json(after))).containsExactly(change);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					get: {description: a}                            | get: {description: b}
					get: {operationId: a}                            | {get: {operationId: a}, post: {}}
					enum: [a, b]                                     | enum: [b, c, a]
					parameters: [{name: a, in: query}, {name: b, in: query}] | parameters: [{name: b, in: query}, {name: a, in: query}, {name: c, in: query}]
					parameters: [{name: q, in: query}]               | {components: {parameters: {Q: {name: q, in: query}}}, parameters: [{$ref: '#/components/parameters/Q'}]}
					{components: {responses: {R: {x: 1}}}, '404': {$ref: '#/components/responses/R'}} | {components: {responses: {R: {x: 1}}}, '404': {x: 1}}
					properties: {a: {}}                              | {properties: {a: {}, b: {}}, required: [b]}
					""")
	void whatHarmsNobodyIsNot(String before, String after) {
		assertThat(ContractChanges.breaking(Contract.json(before), Contract.json(after))).isEqualTo(List.of());
	}

}
