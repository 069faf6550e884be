package vision.bff.connection;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http2.Http2Protocol;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What the connections of the API may take of this process. Those of the management port
 * are as Tomcat has them.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionProperties.class)
class ConnectionConfiguration {

	private static final long HEAP_FOR_EACH = 192L * 1024;

	private static final long MOST_CONNECTIONS = 8192;

	/** A head goes into the room of its own that Tomcat adds to this, and a body too. */
	private static final String READ_BUFFER_BYTES = "1024";

	/**
	 * Nobody reads the fields after a body. Tomcat has room for so many in each request.
	 */
	private static final int MAX_TRAILER_BYTES = 512;

	@Bean
	ConnectionCustomizer connectionsFirst() {
		return new ConnectionCustomizer();
	}

	/** After Spring Boot, which sets a number of connections even if nobody said one. */
	@Bean
	WebServerFactoryCustomizer<TomcatWebServerFactory> boundedConnections(ConnectionProperties properties,
			Environment environment) {
		return (factory) -> factory.addConnectorCustomizers((connector) -> bound(connector, properties, environment));
	}

	private static void bound(Connector connector, ConnectionProperties properties, Environment environment) {
		BoundedConnections connections = (BoundedConnections) connector.getProtocolHandler();
		connections.bound(properties.headTimeout(), properties.answerTimeout(),
				isBehindProxy(environment) ? 0 : properties.maxPerAddress());
		connections.setContinueResponseTiming("onRead");
		connections.setMaxTrailerSize(MAX_TRAILER_BYTES);
		for (UpgradeProtocol protocol : connector.findUpgradeProtocols()) {
			if (protocol instanceof Http2Protocol http2) {
				http2.setStreamWriteTimeout(Math.max(1, properties.answerTimeout().toMillis()));
			}
		}
		if (!environment.containsProperty("server.tomcat.max-connections")) {
			connections.setMaxConnections(
					Math.toIntExact(Math.min(Runtime.getRuntime().maxMemory() / HEAP_FOR_EACH, MOST_CONNECTIONS)));
		}
		connector.setProperty("socket.appReadBufSize", READ_BUFFER_BYTES);
	}

	/**
	 * All connections come from the proxy then. As Spring Boot does, a platform that has
	 * one counts if nothing is said.
	 */
	private static boolean isBehindProxy(Environment environment) {
		String strategy = environment.getProperty("server.forward-headers-strategy");
		if (strategy != null) {
			return !strategy.equalsIgnoreCase("none");
		}
		CloudPlatform platform = CloudPlatform.getActive(environment);
		return platform != null && platform.isUsingForwardHeaders();
	}

}
