package vision.bff.web;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Has the addresses put right before Boot's valve that reads them, which is added with
 * the order 0.
 */
class ForwardedAddressCustomizer implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, Ordered {

	@Override
	public void customize(ConfigurableTomcatWebServerFactory factory) {
		factory.addEngineValves(new ForwardedAddressValve());
	}

	@Override
	public int getOrder() {
		return -1;
	}

}
