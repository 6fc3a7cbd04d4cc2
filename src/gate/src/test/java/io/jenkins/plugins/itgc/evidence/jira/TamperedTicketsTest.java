package io.jenkins.plugins.itgc.evidence.jira;

import static io.jenkins.plugins.itgc.evidence.jira.JiraFixture.json;
import static io.jenkins.plugins.itgc.evidence.jira.JiraFixture.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.reason.Gap;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Bad input: missing, null and wrongly typed fields everywhere")
class TamperedTicketsTest {
    private static final List<String> WRONG = List.of(
            "null",
            "0",
            "-1",
            "1.5",
            "1e400",
            "99999999999999999999",
            "true",
            "\"\"",
            "\" \"",
            "\"x\"",
            "[]",
            "[1]",
            "[null]",
            "{}");

    private final JiraFixture jira = new JiraFixture();

    @AfterEach
    void close() {
        jira.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAY-7", "OPS-3", "approvals"})
    @DisplayName("are a ticket or a gap, never an exception")
    void neverThrow(String answer) {
        assertThat(gap(answer, json(answer))).isEmpty();
        int gaps = 0;
        for (JsonPointer at : places(json(answer), JsonPointer.empty())) {
            for (String wrong : WRONG) {
                gaps += gap(answer, replaced(json(answer), at, parse(wrong))).isPresent() ? 1 : 0;
            }
            gaps += gap(answer, removed(json(answer), at)).isPresent() ? 1 : 0;
        }
        assertThat(gaps).isGreaterThan(100);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "PAY-7, /key, key",
        "PAY-7, /fields, fields",
        "PAY-7, /fields/status, status",
        "PAY-7, /fields/status/id, id",
        "PAY-7, /fields/status/name, name",
        "PAY-7, /fields/project, project",
        "PAY-7, /fields/project/key, key",
        "PAY-7, /fields/reporter/accountId, reporter",
        "PAY-7, /changelog, changelog",
        "PAY-7, /changelog/total, total",
        "PAY-7, /changelog/histories, histories",
        "PAY-7, /changelog/histories/0/id, id",
        "PAY-7, /changelog/histories/0/created, created",
        "PAY-7, /changelog/histories/0/items, items",
        "PAY-7, /changelog/histories/0/items/0/field, field",
        "PAY-7, /changelog/histories/0/items/1/from, from",
        "PAY-7, /changelog/histories/0/items/1/fromString, fromString",
        "PAY-7, /changelog/histories/0/items/1/to, to",
        "PAY-7, /changelog/histories/0/items/1/toString, toString",
        "approvals, /start, start",
        "approvals, /isLastPage, isLastPage",
        "approvals, /values, values",
        "approvals, /values/0/name, name",
        "approvals, /values/0/finalDecision, finalDecision",
        "approvals, /values/0/approvers, approvers",
        "approvals, /values/0/approvers/0/approver/accountId, approver",
        "approvals, /values/0/approvers/0/approverDecision, approverDecision",
    })
    @DisplayName("are a gap that names the field where it is needed")
    void nameTheField(String answer, String pointer, String name) {
        var at = JsonPointer.compile(pointer);
        var changed = List.of(
                removed(json(answer), at),
                replaced(json(answer), at, parse("null")),
                replaced(json(answer), at, parse("{\"a\":1}")),
                replaced(json(answer), at, parse("1.5")));
        for (JsonNode body : changed) {
            var gap = gap(answer, body).orElseThrow();
            assertThat(gap.code()).isEqualTo(ReasonCode.ANSWER_UNREADABLE);
            assertThat(gap.detail()).contains(name);
        }
    }

    private Optional<Gap> gap(String answer, JsonNode body) {
        boolean approvals = answer.equals("approvals");
        jira.say(approvals ? JiraFixture.APPROVALS : "/rest/api/2/issue/" + answer, body);
        var site = approvals ? JiraTicketsTest.serviceDesk() : JiraFixture.DATA_CENTER;
        var ticket = jira.read(approvals ? "PAY-7" : answer, site);
        Reading<?> reading = approvals ? ticket.get().serviceDesk() : ticket;
        if (reading.isPresent()) {
            return Optional.empty();
        }
        assertThat(reading.why().code())
                .as(body.toString())
                .isIn(Set.of(ReasonCode.ANSWER_UNREADABLE, ReasonCode.ANSWER_INCOMPLETE));
        return Optional.of(reading.why());
    }

    private static List<JsonPointer> places(JsonNode node, JsonPointer at) {
        var places = new ArrayList<>(List.of(at));
        node.properties().forEach(field -> places.addAll(places(field.getValue(), at.appendProperty(field.getKey()))));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.addAll(places(node.get(i), at.appendIndex(i)));
        }
        return places;
    }

    private static JsonNode replaced(JsonNode body, JsonPointer at, JsonNode value) {
        if (at.matches()) {
            return value;
        }
        if (body.at(at.head()) instanceof ArrayNode list) {
            list.set(at.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) body.at(at.head())).set(at.last().getMatchingProperty(), value);
        }
        return body;
    }

    private static JsonNode removed(JsonNode body, JsonPointer at) {
        if (at.matches()) {
            return parse("{}");
        }
        if (body.at(at.head()) instanceof ArrayNode list) {
            list.remove(at.last().getMatchingIndex());
        } else {
            ((ObjectNode) body.at(at.head())).remove(at.last().getMatchingProperty());
        }
        return body;
    }
}
