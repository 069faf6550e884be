package vision.bff.docs;

import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.properties.SwaggerUiConfigParameters;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.providers.SpringWebProvider;
import org.springdoc.webmvc.ui.SwaggerWelcomeWebMvc;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Leads to the explorer. Nobody logs in there by OAuth, so that it needs no address to
 * come back to, which would be made of the {@code Host} that a client chose.
 */
class ExplorerWelcome extends SwaggerWelcomeWebMvc {

	ExplorerWelcome(SwaggerUiConfigProperties explorer, SpringDocConfigProperties document,
			ObjectProvider<SpringWebProvider> paths) {
		super(explorer, document, paths);
	}

	@Override
	protected void calculateOauth2RedirectUrl(SwaggerUiConfigParameters parameters, UriComponentsBuilder address) {
		parameters.setOauth2RedirectUrl("");
	}

}
