package io.jenkins.plugins.itgc.evidence.jira;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.jenkins.plugins.itgc.http.JsonAnswer;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.stream.Collectors;

/**
 * Reads Jira's answers into records, strictly: what a record does not call {@link java.util.Optional} must be there, and
 * nothing is turned into another type. Fields that no record names are passed over.
 */
final class JiraJson {
    private static final JsonMapper MAPPER = mapper();

    private JiraJson() {}

    /** @return the answer, or a gap {@link ReasonCode#ANSWER_UNREADABLE} that names the field which is wrong */
    static <T> Reading<T> read(JsonAnswer answer, Class<T> shape) {
        if (!answer.body().isObject()) {
            return unreadable(answer, "it is no object");
        }
        try {
            return Reading.of(MAPPER.treeToValue(answer.body(), shape));
        } catch (JsonMappingException e) {
            return unreadable(answer, problem(e));
        } catch (JsonProcessingException e) {
            return unreadable(answer, e.getOriginalMessage());
        }
    }

    static <T> Reading<T> unreadable(JsonAnswer answer, String why) {
        return Reading.missing(
                ReasonCode.ANSWER_UNREADABLE,
                answer.asked() + " gave what Jira does not document: " + PlainText.harmless(why));
    }

    /** Where it lies and what it is, without the names of this program's classes that Jackson would give. */
    private static String problem(JsonMappingException e) {
        var what = e instanceof ValueInstantiationException && e.getCause() != null
                ? e.getCause().getMessage()
                : "is missing, null or not of its documented type";
        return (path(e) + " " + what).strip();
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static JsonMapper mapper() {
        var mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new SimpleModule().addDeserializer(Instant.class, new JiraTime()))
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        for (var shape : CoercionInputShape.values()) {
            mapper.withCoercionConfig(LogicalType.Textual, text -> text.setCoercion(shape, CoercionAction.Fail));
        }
        return mapper.build();
    }

    /** Times as Jira writes them: {@code 2021-03-28T16:06:08.715+0800}, with or without milliseconds. */
    private static final class JiraTime extends FromStringDeserializer<Instant> {
        private static final long serialVersionUID = 1;
        private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                .appendPattern("[XXX][XX]")
                .toFormatter();

        JiraTime() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String text, DeserializationContext context) throws IOException {
            try {
                return OffsetDateTime.parse(text, FORMAT).toInstant();
            } catch (DateTimeException e) {
                throw context.weirdStringException(text, Instant.class, "no time as Jira writes it");
            }
        }
    }
}
