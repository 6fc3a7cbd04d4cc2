package io.jenkins.plugins.itgc.jenkins.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.evidence.Ticket;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutedTicketsTest {
    private static RoutedTickets.Site site(String name, String... projects) {
        return new RoutedTickets.Site(
                name, List.of(projects), key -> Reading.missing(ReasonCode.NOT_FOUND, name + " was asked for " + key));
    }

    private static Reading<Ticket> ask(String key, RoutedTickets.Site... sites) {
        return new RoutedTickets(List.of(sites)).ticket(key);
    }

    @Test
    void aKeyIsAskedOfTheSiteThatListsItsProject() {
        assertThat(ask("OPS-3", site("one", "PAY"), site("two", "OPS"), site("three"))
                        .why()
                        .detail())
                .isEqualTo("two was asked for OPS-3");
    }

    @Test
    void otherKeysAreAskedOfTheOnlySiteWithoutAList() {
        assertThat(ask("CHG-1", site("one", "PAY"), site("two")).why().detail()).isEqualTo("two was asked for CHG-1");
    }

    @Test
    void whereNobodyCanTellNobodyIsAsked() {
        for (var sites : List.of(
                new RoutedTickets.Site[] {site("one"), site("two")},
                new RoutedTickets.Site[] {site("one", "PAY")},
                new RoutedTickets.Site[] {site("one", "CHG"), site("two", "CHG")})) {
            var why = ask("CHG-1", sites).why();
            assertThat(why.code()).isEqualTo(ReasonCode.SERVER_NOT_CONFIGURED);
            assertThat(why.detail()).contains("CHG-1 was not asked for", "one", "project CHG");
        }
    }

    @Test
    void aTextWithoutAProjectIsNoKey() {
        assertThat(ask("nonsense", site("one")).why().detail()).isEqualTo("one was asked for nonsense");
    }
}
