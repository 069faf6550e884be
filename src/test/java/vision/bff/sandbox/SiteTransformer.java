package vision.bff.sandbox;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * Lets the site answer, unless a fault waits for the call. Delays and faults of the stub
 * stay, so that a test can lose the answer of a call that took effect.
 */
final class SiteTransformer implements ResponseDefinitionTransformerV2 {

	private final WebSite site;

	private final Faults faults;

	SiteTransformer(WebSite site, Faults faults) {
		this.site = site;
		this.faults = faults;
	}

	@Override
	public String getName() {
		return SandboxServer.TRANSFORMER;
	}

	@Override
	public boolean applyGlobally() {
		return false;
	}

	@Override
	public ResponseDefinition transform(ServeEvent event) {
		Request request = event.getRequest();
		ResponseDefinitionBuilder response = ResponseDefinitionBuilder.like(event.getResponseDefinition()).but();
		PlannedFault planned = this.faults.next(Call.path(request.getUrl()));
		if (planned == null) {
			return with(response, this.site.answer(request));
		}
		Fault fault = planned.kind().ofConnection();
		if (fault != null) {
			response.withFault(fault);
		}
		if (planned.delay().isPositive()) {
			response.withFixedDelay(Math.toIntExact(planned.delay().toMillis()));
		}
		return with(response, planned.answer(() -> this.site.answer(request)));
	}

	private static ResponseDefinition with(ResponseDefinitionBuilder response, Answer answer) {
		if (!answer.cookies().isEmpty()) {
			response.withHeader("Set-Cookie", answer.cookies().toArray(String[]::new));
		}
		return response.withStatus(answer.status())
			.withHeader("Content-Type", answer.contentType())
			.withBody(answer.body())
			.build();
	}

}
