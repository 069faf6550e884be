package vision.bff.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Explains a value that is not of the type of its property.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class UnbindableValueAnalyzer extends AbstractFailureAnalyzer<BindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(cause.getTarget().getType().toClass());
		String mend = mend(type);
		return (property == null || mend == null) ? null : new FailureAnalysis(
				"The property '%s' cannot be '%s'.".formatted(property.getName(), property.getValue()), mend, cause);
	}

	private static @Nullable String mend(Class<?> type) {
		if (type == Duration.class) {
			return "Set it to a time such as 500ms, 5s, 8m or 1h.";
		}
		if (type == DataSize.class) {
			return "Set it to a size such as 512KB or 64MB.";
		}
		if (type == Boolean.class) {
			return "Set it to true or false.";
		}
		if (type == Integer.class || type == Long.class) {
			return "Set it to a whole number.";
		}
		return type.isEnum() ? Arrays.stream(type.getEnumConstants())
			.map(Object::toString)
			.collect(Collectors.joining(", ", "Set it to one of ", ".")) : null;
	}

}
