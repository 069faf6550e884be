package vision.bff.connection;

import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Has our valve see a head before all others, of which Spring Boot's reads the addresses
 * that proxies tell. It is a class since only a class can say its order.
 */
class ConnectionCustomizer implements WebServerFactoryCustomizer<TomcatWebServerFactory>, Ordered {

	@Override
	public void customize(TomcatWebServerFactory factory) {
		factory.setProtocol(BoundedConnections.class.getName());
		factory.addEngineValves(new ConnectionValve());
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
