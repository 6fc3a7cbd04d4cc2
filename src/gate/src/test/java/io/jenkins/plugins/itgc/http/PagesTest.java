package io.jenkins.plugins.itgc.http;

import static io.jenkins.plugins.itgc.http.Loopback.Said.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static Loopback.Said page(String body, String link) {
        return of(200, body, "Link", link);
    }

    @Test
    void followsEveryPage() {
        try (var server = Loopback.answering(
                page("[1]", "</x?page=2>; rel=\"next\", </x?page=3>; rel=\"last\""),
                page("[2]", "</x?page=1>; rel=\"prev first\", </x?page=3>; title=\"a, b\"; REL=\"last Next\""),
                page("[3]", "</x?page=1>; rel=first"))) {
            var pages = server.session().pages("/x?page=1", Map.of(), 5);

            assertThat(pages.get()).extracting(page -> page.body().toString()).containsExactly("[1]", "[2]", "[3]");
            assertThat(server.asked())
                    .extracting(Loopback.Asked::uri)
                    .containsExactly("/x?page=1", "/x?page=2", "/x?page=3");
        }
    }

    @Test
    void aPageThatFailsIsAGapForTheWhole() {
        try (var server = Loopback.answering(page("[1]", "</x?page=2>; rel=next"), of(404, "{}"))) {
            assertThat(server.session().pages("/x", Map.of(), 5).why().code()).isEqualTo(ReasonCode.NOT_FOUND);
        }
    }

    @Test
    void morePagesThanAreReadAreAGap() {
        try (var server = Loopback.answering(page("[1]", "</x>; rel=next"))) {
            var gap = server.session().pages("/x", Map.of(), 5).why();

            assertThat(gap.code()).isEqualTo(ReasonCode.ANSWER_INCOMPLETE);
            assertThat(gap.detail()).endsWith("/x has more than the 5 pages that are read");
            assertThat(server.asked()).hasSize(5);
        }
    }

    @Test
    void pagesOnAnotherHostAreNotRead() {
        try (var other = Loopback.answering(of(200, "[]"));
                var server = Loopback.answering(page("[1]", "<" + other.base() + "/x>; rel=next"))) {
            assertThat(server.session().pages("/x", Map.of(), 5).why().code()).isEqualTo(ReasonCode.REDIRECT_REFUSED);
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void aNextPageThatIsNoAddressIsAGap() {
        try (var server = Loopback.answering(page("[1]", "<http://a b>; rel=next"))) {
            var gap = server.session().pages("/x", Map.of(), 5).why();

            assertThat(gap.code()).isEqualTo(ReasonCode.ANSWER_UNREADABLE);
            assertThat(gap.detail()).contains("its next page \"http://a b\" is no address");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<", "<>", "</x>", "</x>; rel=nextish", "nothing; rel=next", "</x>; title=next"})
    void otherLinksAreNoNextPage(String link) {
        try (var server = Loopback.answering(page("[1]", link))) {
            assertThat(server.session().pages("/x", Map.of(), 5).get()).hasSize(1);
        }
    }
}
