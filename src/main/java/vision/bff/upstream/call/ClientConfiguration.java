package vision.bff.upstream.call;

import java.time.Duration;

import io.netty.channel.ChannelOption;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.HttpServiceGroup;
import org.springframework.web.service.registry.ImportHttpServices;
import org.springframework.web.util.DefaultUriBuilderFactory;

/**
 * The client that speaks HTTP to the site.
 */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = ClientConfiguration.GROUP,
		types = { ChatApi.class, IndicatorApi.class, PeopleApi.class, LoginApi.class },
		clientType = HttpServiceGroup.ClientType.WEB_CLIENT)
class ClientConfiguration {

	static final String GROUP = "vision";

	private static final String TRACE_STATE = "tracestate";

	private static final int MAX_ANSWER_BYTES = 8 * 1024 * 1024;

	/** More than the bulkheads let through, so that nobody queues here. */
	private static final int MAX_CONNECTIONS = 1_000;

	/**
	 * What they do is a sixth of the work of a page. More of them than that needs would
	 * only take turns on the processors (bench/NOTES.md).
	 */
	private static final int EVENT_LOOPS = Math.ceilDiv(Runtime.getRuntime().availableProcessors(), 4);

	private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(30);

	@Bean
	WebClientHttpServiceGroupConfigurer upstreamClient(UpstreamProperties properties, TimeoutProperties timeouts,
			ReactorResourceFactory connections) {
		ReactorClientHttpConnector connector = new ReactorClientHttpConnector(connections,
				(client) -> once(client, timeouts));
		DefaultUriBuilderFactory addresses = addresses(properties);
		return (groups) -> groups.filterByName(GROUP).forEachGroup((group, client, calls) -> {
			client.clientConnector(connector)
				.filter((request, next) -> next.exchange(withoutTraceState(request)))
				.filter(Reservation.counting())
				.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(MAX_ANSWER_BYTES))
				.defaultStatusHandler((status) -> true, (response) -> Mono.empty());
			calls.httpRequestValuesProcessor(
					(method, parameters, arguments, values) -> values.setUriBuilderFactory(addresses));
		});
	}

	/**
	 * Nothing but unreserved characters gets into the address of a call as it is (RFC
	 * 3986, section 2.3), since the web server of the site dislikes some others
	 * (UPSTREAM.md, "Transport").
	 */
	private static DefaultUriBuilderFactory addresses(UpstreamProperties properties) {
		DefaultUriBuilderFactory addresses = new DefaultUriBuilderFactory(properties.site().toString());
		addresses.setEncodingMode(DefaultUriBuilderFactory.EncodingMode.VALUES_ONLY);
		return addresses;
	}

	/**
	 * The trace goes on, but what a client attached to it does not (W3C Trace Context
	 * section 3.3).
	 */
	private static ClientRequest withoutTraceState(ClientRequest request) {
		return request.headers().containsHeader(TRACE_STATE)
				? ClientRequest.from(request).headers((headers) -> headers.remove(TRACE_STATE)).build() : request;
	}

	/**
	 * Nothing of what Netty's client could do beyond the one request: send it again if
	 * the connection breaks, a write too; take it elsewhere; and unpack the answer,
	 * however large.
	 */
	private static HttpClient once(HttpClient client, TimeoutProperties timeouts) {
		return client.disableRetry(true)
			.followRedirect(false)
			.compress(false)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeouts.connect().toMillis()));
	}

	/**
	 * The connection that was used last is used next: it is the least likely to have been
	 * closed by the site in the meantime.
	 */
	@Bean
	ReactorResourceFactory connections() {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		resources.setShutdownQuietPeriod(Duration.ZERO);
		resources.setConnectionProviderSupplier(() -> ConnectionProvider.builder(GROUP)
			.maxConnections(MAX_CONNECTIONS)
			.maxIdleTime(MAX_IDLE_TIME)
			.lifo()
			.metrics(true)
			.build());
		resources.setLoopResourcesSupplier(() -> LoopResources.create(GROUP, EVENT_LOOPS, true));
		return resources;
	}

	/**
	 * The time of a call is kept by the threads of the connections, which are awake then;
	 * a timer of its own would wake another one for each call (bench/NOTES.md).
	 */
	@Bean
	Scheduler timer(ReactorResourceFactory connections) {
		return Schedulers.fromExecutorService(connections.getLoopResources().onClient(false));
	}

}
