package io.jenkins.plugins.itgc.trace.github;

import io.jenkins.plugins.itgc.http.JsonAnswer;
import io.jenkins.plugins.itgc.http.Percent;
import io.jenkins.plugins.itgc.http.Shown;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;

/** Text files of a repository at a commit, up to the 1 MB that GitHub gives with the answer. */
final class TextFiles {
    private final Rest rest;

    TextFiles(Rest rest) {
        this.rest = rest;
    }

    Reading<String> read(RepositoryName repository, CommitId commit, String path) {
        var segments = Arrays.asList(path.split("/", -1));
        if (segments.stream().anyMatch(Set.of("", ".", "..")::contains)) {
            return Reading.missing(
                    ReasonCode.FILE_OUTSIDE_WORKSPACE,
                    "\"" + Shown.text(path) + "\" is no path inside the repository; write it like docs/rollback.md");
        }
        String encoded = segments.stream().map(Percent::encode).collect(Collectors.joining("/"));
        Reading<JsonAnswer> answer = rest.get(Rest.path(repository, "/contents/" + encoded + "?ref=" + commit));
        if (!answer.isPresent()) {
            return Reading.missing(answer.why());
        }
        if (answer.get().body().isArray()) {
            return unreadable(answer.get(), "is a folder");
        }
        try {
            return text(answer.get());
        } catch (UnreadableAnswer e) {
            return Rest.unreadable(answer.get(), e);
        }
    }

    private static Reading<String> text(JsonAnswer answer) throws UnreadableAnswer {
        Fields file = Fields.of(answer.body(), "");
        if (!file.text("type").equals("file")) {
            return unreadable(answer, "is a " + Shown.text(file.text("type")));
        }
        int size = file.count("size");
        if (!file.text("encoding").equals("base64")) {
            return Reading.missing(
                    ReasonCode.ANSWER_TOO_LARGE,
                    answer.asked() + " is a file of " + size + " bytes, which GitHub does not give with the answer");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(file.text("content").replace("\n", ""));
            if (bytes.length != size) {
                return Reading.missing(
                        ReasonCode.ANSWER_INCOMPLETE,
                        answer.asked() + " gave " + bytes.length + " of " + size + " bytes");
            }
            return Reading.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException e) {
            throw file.wrong("content", "is not base64");
        } catch (CharacterCodingException e) {
            return unreadable(answer, "is no text in UTF-8");
        }
    }

    private static Reading<String> unreadable(JsonAnswer answer, String what) {
        return Reading.missing(ReasonCode.FILE_UNREADABLE, answer.asked() + " " + what);
    }
}
