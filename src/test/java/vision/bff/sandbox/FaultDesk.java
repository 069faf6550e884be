package vision.bff.sandbox;

import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;

/**
 * Takes orders for faults: {@code POST} adds one, {@code DELETE} drops all, and each
 * answers with those that wait.
 */
final class FaultDesk extends Desk {

	static final String NAME = "sandbox-faults";

	static final String PATH = "/sandbox/faults";

	private final Faults faults;

	FaultDesk(Faults faults) {
		super(NAME, "a fault");
		this.faults = faults;
	}

	@Override
	ResponseDefinition take(Request request) {
		if (request.getMethod().equals(RequestMethod.POST)) {
			this.faults.add(order(request, FaultOrder.class).planned());
		}
		else if (request.getMethod().equals(RequestMethod.DELETE)) {
			this.faults.clear();
		}
		else if (!request.getMethod().equals(RequestMethod.GET)) {
			return refusal(405, "Only GET, POST and DELETE are understood here.");
		}
		return json(200, this.faults.all().stream().map(FaultOrder::of).toList());
	}

}
