package io.jenkins.plugins.itgc.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads one JSON text in UTF-8, and refuses whatever two readers could understand in two ways. */
final class StrictJson {
    private static final int DEEPEST = 200;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // A parser's message would otherwise quote the source, which is hostile text.
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .nodeFactory(new WholeCharacters())
            .build();

    private StrictJson() {}

    static Reading<JsonNode> read(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            JsonNode json = MAPPER.readTree(text);
            return json.isMissingNode() ? unreadable("it is empty") : Reading.of(json);
        } catch (CharacterCodingException e) {
            return unreadable("it is not UTF-8");
        } catch (JsonProcessingException e) {
            return unreadable(Shown.text(e.getOriginalMessage()));
        } catch (IOException e) {
            return unreadable(Shown.text(String.valueOf(e.getMessage())));
        }
    }

    private static Reading<JsonNode> unreadable(String why) {
        return Reading.missing(ReasonCode.ANSWER_UNREADABLE, why);
    }

    /** Puts U+FFFD in place of halves of surrogate pairs, which no UTF-8 can carry, so no ledger could either. */
    private static final class WholeCharacters extends JsonNodeFactory {
        private static final long serialVersionUID = 1;

        @Override
        public TextNode textNode(String text) {
            return super.textNode(isWhole(text) ? text : mended(text));
        }

        private static boolean isWhole(String text) {
            return StandardCharsets.UTF_8.newEncoder().canEncode(CharBuffer.wrap(text));
        }

        private static String mended(String text) {
            var whole = new StringBuilder(text.length());
            text.codePoints()
                    .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                    .forEach(whole::appendCodePoint);
            return whole.toString();
        }
    }
}
