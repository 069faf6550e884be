package vision.bff.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * What the records themselves say of their JSON: every field is present, and null only
 * where the component is {@code @Nullable}. Where a record leaves null out, such a field
 * is absent instead. What a field can hold at most follows from its type, and what it
 * means is in {@code fields.properties}.
 */
class RecordSchemas implements ModelConverter {

	private static final int LONGEST_TEXT = 8 * 1024 * 1024;

	private static final int LONGEST_INSTANT = "2026-11-24T07:16:02.079367488Z".length();

	private static final Properties WORDS = words();

	@Override
	public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
			Iterator<ModelConverter> chain) {
		if (!chain.hasNext()) {
			return null;
		}
		Schema<?> resolved = chain.next().resolve(type, context, chain);
		JavaType javaType = Json.mapper().constructType(type.getType());
		if (resolved != null && javaType.getRawClass().isRecord()) {
			describe(javaType.getRawClass(), definition(resolved, context));
		}
		return resolved;
	}

	private static @Nullable Schema<?> definition(Schema<?> resolved, ModelConverterContext context) {
		String ref = resolved.get$ref();
		return (ref != null) ? context.getDefinedModels().get(ref.substring(ref.lastIndexOf('/') + 1)) : resolved;
	}

	private static void describe(Class<?> record, @Nullable Schema<?> schema) {
		if (schema == null || schema.getProperties() == null) {
			return;
		}
		if (schema.getDescription() == null) {
			schema.setDescription(WORDS.getProperty(schema.getName()));
		}
		boolean nullIsAbsent = record.isAnnotationPresent(JsonInclude.class);
		for (RecordComponent component : record.getRecordComponents()) {
			Schema<?> property = schema.getProperties().get(component.getName());
			boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
			if (property == null || isRequired(schema, component.getName())) {
				continue;
			}
			if (property.get$ref() == null) {
				explain(schema.getName() + "." + component.getName(), property);
				bound(component.getType(), property);
			}
			if (nullable && !nullIsAbsent) {
				schema.getProperties().put(component.getName(), orNull(property));
			}
			if (!nullable || !nullIsAbsent) {
				schema.addRequiredItem(component.getName());
			}
		}
	}

	private static void explain(String name, Schema<?> property) {
		if (property.getDescription() == null) {
			property.setDescription(WORDS.getProperty(name));
		}
	}

	/**
	 * The bounds of a type, where a field has none of its own. No text can be longer than
	 * the longest answer of the site that is read at all.
	 */
	private static void bound(Class<?> type, Schema<?> property) {
		if (type == long.class) {
			limit(property, 1, (1L << 53) - 1);
		}
		else if (type == int.class || type == Integer.class) {
			limit(property, 0, Integer.MAX_VALUE);
		}
		else if (property.getMaxLength() == null && property.getEnum() == null) {
			if (type == String.class || type == URI.class) {
				property.setMaxLength(LONGEST_TEXT);
			}
			else if (type == Instant.class) {
				property.setMaxLength(LONGEST_INSTANT);
			}
		}
	}

	private static void limit(Schema<?> property, long least, long most) {
		if (property.getMinimum() == null) {
			property.setMinimum(BigDecimal.valueOf(least));
		}
		if (property.getMaximum() == null) {
			property.setMaximum(BigDecimal.valueOf(most));
		}
	}

	private static boolean isRequired(Schema<?> schema, String name) {
		return schema.getRequired() != null && schema.getRequired().contains(name);
	}

	private static Schema<?> orNull(Schema<?> property) {
		if (property.getTypes() == null) {
			Schema<?> nothing = new Schema<>();
			nothing.setTypes(Set.of("null"));
			Schema<?> either = new Schema<>();
			either.setAnyOf(List.of(property, nothing));
			return either;
		}
		Set<String> types = new LinkedHashSet<>(property.getTypes());
		types.add("null");
		property.setTypes(types);
		return property;
	}

	private static Properties words() {
		try {
			return PropertiesLoaderUtils
				.loadProperties(new ClassPathResource("fields.properties", RecordSchemas.class));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
