package vision.bff.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.providers.SpringWebProvider;
import org.springdoc.core.utils.Constants;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;

import vision.bff.limits.RateLimit;
import vision.bff.problem.Problem;
import vision.bff.problem.ProblemCode;
import vision.bff.security.CsrfHeaderFilter;
import vision.bff.session.Credential;
import vision.bff.session.Session;

/**
 * The OpenAPI document. What an operation can answer besides success follows from what it
 * is, so that no operation can forget one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = Constants.SPRINGDOC_ENABLED, matchIfMissing = true)
class OpenApiConfiguration {

	static {
		SpringDocUtils.getConfig().addRequestWrapperToIgnore(Session.class, Credential.class);
	}

	private static final String BEARER = "bearer";

	private static final String COOKIE = "cookie";

	/** What is answered without asking the upstream. */
	private static final Set<String> OURS = Set.of("getSession", "endSession");

	private static final Set<String> UNSAFE = Set.of("sendMessage", "deleteMessage", "clearMessages", "deleteChat",
			"startSession", "endSession");

	private static final Set<String> WRITES = Set.of("sendMessage", "deleteMessage", "clearMessages", "deleteChat");

	/**
	 * Quoted, since a YAML parser takes an instant without quotes for something else than
	 * the string that it is in JSON.
	 */
	OpenApiConfiguration(ObjectMapperProvider mappers) {
		if (mappers.yamlMapper().getFactory() instanceof YAMLFactory yaml) {
			yaml.disable(YAMLGenerator.Feature.MINIMIZE_QUOTES);
		}
	}

	@Bean
	OpenAPI openApi() {
		Components components = new Components().addSecuritySchemes(BEARER,
				new SecurityScheme().type(SecurityScheme.Type.HTTP)
					.scheme("bearer")
					.description("The session_id that 1.vision gave at login. In the sandbox: alice-session"));
		components.addSecuritySchemes(COOKIE, new SecurityScheme().type(SecurityScheme.Type.APIKEY)
			.in(SecurityScheme.In.COOKIE)
			.name("__Host-vision-session")
			.description("A session that POST /session started. With it, whatever is not a GET needs the header '"
					+ CsrfHeaderFilter.HEADER + ": 1'."));
		ResponseHeaders.ALL.forEach(components::addHeaders);
		ProblemExamples.ALL.forEach(components::addExamples);
		ModelConverters.getInstance(true).addConverter(new RecordSchemas());
		ModelConverters.getInstance(true).readAll(Problem.class).forEach(components::addSchemas);
		return new OpenAPI().info(new Info().title("Vision BFF").version("1").description(introduction()))
			.components(components)
			.servers(List.of(new Server().url("/").description("This server")));
	}

	private static String introduction() {
		try {
			return new ClassPathResource("introduction.md", OpenApiConfiguration.class)
				.getContentAsString(StandardCharsets.UTF_8)
				.strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Bean
	GlobalOperationCustomizer everythingItCanAnswer() {
		return (operation, handler) -> {
			operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
			if (!operation.getOperationId().equals("startSession")) {
				operation.addSecurityItem(new SecurityRequirement().addList(COOKIE));
			}
			Map<Integer, List<ProblemCode>> byStatus = new TreeMap<>();
			problems(operation).forEach((code) -> byStatus.merge(code.status().value(), List.of(code),
					(one, other) -> Stream.concat(one.stream(), other.stream()).toList()));
			byStatus.forEach((status, codes) -> operation.getResponses()
				.addApiResponse(status.toString(), response(status, codes, isWrite(operation))));
			SuccessExamples.addTo(operation);
			operation.getResponses().values().forEach(OpenApiConfiguration::referOnly);
			operation.getResponses().values().forEach(OpenApiConfiguration::tellWhatIsLeft);
			return operation;
		};
	}

	/**
	 * The two ways to send are one operation, with two kinds of body: first the text.
	 */
	@Bean
	OpenApiCustomizer oneOperationToSend() {
		return (document) -> document.getPaths()
			.values()
			.stream()
			.flatMap((path) -> path.readOperations().stream())
			.filter((operation) -> operation.getOperationId().startsWith("sendMessage"))
			.forEach((operation) -> {
				operation.operationId("sendMessage");
				operation.getRequestBody().description("JSON of at most 64 KiB, or one whole image of at most 24 MiB");
				Content bodies = operation.getRequestBody().getContent();
				bodies.putLast("multipart/form-data", bodies.get("multipart/form-data"));
			});
	}

	@Bean
	@ConditionalOnProperty(name = Constants.SPRINGDOC_SWAGGER_UI_ENABLED, matchIfMissing = true)
	ExplorerWelcome explorerWelcome(SwaggerUiConfigProperties explorer, SpringDocConfigProperties document,
			ObjectProvider<SpringWebProvider> paths) {
		return new ExplorerWelcome(explorer, document, paths);
	}

	private static Stream<ProblemCode> problems(Operation operation) {
		String id = operation.getOperationId().replaceAll("_.*", "");
		Stream<ProblemCode> always = Stream.of(ProblemCode.INVALID_REQUEST, ProblemCode.HEADERS_TOO_LARGE,
				ProblemCode.ORIGIN_NOT_ALLOWED, ProblemCode.NOT_ACCEPTABLE, ProblemCode.UNSUPPORTED_MEDIA_TYPE,
				ProblemCode.TOO_MANY_REQUESTS, ProblemCode.OVERLOADED, ProblemCode.INTERNAL_ERROR);
		Stream<ProblemCode> credential = id.equals("endSession") ? Stream.of()
				: Stream.of(ProblemCode.UNAUTHENTICATED, ProblemCode.INVALID_SESSION);
		Stream<ProblemCode> unsafe = UNSAFE.contains(id) ? Stream.of(ProblemCode.CSRF_HEADER_REQUIRED) : Stream.of();
		Stream<ProblemCode> upstream = OURS.contains(id) ? Stream.of()
				: Stream.of(ProblemCode.UPSTREAM_ERROR, ProblemCode.UPSTREAM_UNREADABLE,
						ProblemCode.UPSTREAM_UNREACHABLE, ProblemCode.UPSTREAM_TIMEOUT, ProblemCode.API_DISABLED);
		Stream<ProblemCode> besides = switch (id) {
			case "listChats", "startSession", "getSession", "endSession" -> Stream.of();
			case "getChat" -> Stream.of(ProblemCode.CHAT_NOT_FOUND);
			case "listMessages" -> Stream.of(ProblemCode.USER_NOT_FOUND, ProblemCode.CANNOT_PEEK);
			case "getMessage", "deleteMessage" -> Stream.of(ProblemCode.USER_NOT_FOUND, ProblemCode.MESSAGE_NOT_FOUND);
			case "searchMessages" -> Stream.of(ProblemCode.USER_NOT_FOUND, ProblemCode.SEARCH_UNAVAILABLE);
			case "sendMessage" -> Stream.of(ProblemCode.USER_NOT_FOUND, ProblemCode.MESSAGING_NOT_ALLOWED,
					ProblemCode.BLOCKED, ProblemCode.INVALID_MESSAGE, ProblemCode.IMAGE_TOO_LARGE,
					ProblemCode.INVALID_IMAGE, ProblemCode.UPLOAD_STALLED, ProblemCode.IDEMPOTENCY_KEY_IN_USE,
					ProblemCode.IDEMPOTENCY_KEY_REUSED);
			default -> Stream.of(ProblemCode.USER_NOT_FOUND);
		};
		return Stream.of(always, credential, unsafe, upstream, besides).flatMap((codes) -> codes).distinct();
	}

	private static boolean isWrite(Operation operation) {
		return WRITES.contains(operation.getOperationId());
	}

	private static ApiResponse response(int status, List<ProblemCode> codes, boolean write) {
		MediaType problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
		codes.forEach(
				(code) -> problem.addExamples(code.code(), new Example().$ref(ProblemExamples.reference(code, write))));
		ApiResponse response = new ApiResponse()
			.description(String.join(", or: ", codes.stream().map(ProblemCode::title).toList()))
			.content(new Content().addMediaType("application/problem+json", problem));
		if (status == ProblemCode.UNAUTHENTICATED.status().value()) {
			refer(response, HttpHeaders.WWW_AUTHENTICATE);
		}
		if (codes.stream().anyMatch(OpenApiConfiguration::saysWhenToComeBack)) {
			refer(response, HttpHeaders.RETRY_AFTER);
		}
		return response;
	}

	/**
	 * Nothing stands beside a reference.
	 */
	private static void referOnly(ApiResponse response) {
		if (response.getHeaders() != null) {
			List.copyOf(response.getHeaders().keySet()).forEach((header) -> refer(response, header));
		}
	}

	private static void tellWhatIsLeft(ApiResponse response) {
		refer(response, RateLimit.FIELD);
		refer(response, RateLimit.POLICY_FIELD);
	}

	private static void refer(ApiResponse response, String header) {
		response.addHeaderObject(header, new Header().$ref("#/components/headers/" + header));
	}

	private static boolean saysWhenToComeBack(ProblemCode code) {
		return switch (code) {
			case OVERLOADED, IDEMPOTENCY_KEY_IN_USE, TOO_MANY_REQUESTS -> true;
			default -> false;
		};
	}

}
