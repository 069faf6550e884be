package vision.bff.warmup;

import java.util.List;
import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Neither the variables of the process nor its system properties, but a few settings and
 * the defaults that the application brings along.
 */
final class OwnEnvironment extends StandardEnvironment {

	private static final String NAME = "rehearsal";

	OwnEnvironment(Map<String, Object> settings) {
		getPropertySources().addFirst(new MapPropertySource(NAME, settings));
	}

	@Override
	protected void customizePropertySources(MutablePropertySources sources) {
		// none of the process
	}

	/**
	 * What looks at the process all the same, such as at its OTEL variables, is undone.
	 */
	static void keepOwn(ConfigurableApplicationContext context) {
		MutablePropertySources sources = context.getEnvironment().getPropertySources();
		List<String> foreign = sources.stream().map(PropertySource::getName).filter((name) -> !isOwn(name)).toList();
		foreign.forEach(sources::remove);
	}

	private static boolean isOwn(String name) {
		return name.equals(NAME) || name.startsWith("Config resource") || name.equals("configurationProperties");
	}

}
