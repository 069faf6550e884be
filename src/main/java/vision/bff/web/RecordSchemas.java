package vision.bff.web;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the records themselves say of their JSON: every field is present, and null only
 * where the component is {@code @Nullable}. Where a record leaves null out, such a field
 * is absent instead.
 */
class RecordSchemas implements ModelConverter {

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
		boolean nullIsAbsent = record.isAnnotationPresent(JsonInclude.class);
		for (RecordComponent component : record.getRecordComponents()) {
			Schema<?> property = schema.getProperties().get(component.getName());
			boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
			if (property == null || isRequired(schema, component.getName())) {
				continue;
			}
			if (nullable && !nullIsAbsent) {
				schema.getProperties().put(component.getName(), orNull(property));
			}
			if (!nullable || !nullIsAbsent) {
				schema.addRequiredItem(component.getName());
			}
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

}
