package io.jenkins.plugins.itgc.trace.github;

import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.PullRequestHistory;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** When the base of pull requests was changed last, and who merged them: one question for many pull requests. */
final class Histories {
    private static final int PER_QUESTION = 50;

    /** GitHub changes a base by itself as well, when the branch that a pull request was stacked on is merged. */
    private static final String FIELDS = """
            {
              number
              mergedBy { __typename login }
              timelineItems(itemTypes: [BASE_REF_CHANGED_EVENT, AUTOMATIC_BASE_CHANGE_SUCCEEDED_EVENT], last: 1) {
                nodes {
                  ... on BaseRefChangedEvent { createdAt }
                  ... on AutomaticBaseChangeSucceededEvent { createdAt }
                }
              }
            }
            """;

    private final GraphQl graphQl;

    Histories(GraphQl graphQl) {
        this.graphQl = graphQl;
    }

    Reading<Map<Integer, PullRequestHistory>> of(RepositoryName repository, Collection<Integer> pullRequests) {
        var numbers = List.copyOf(new TreeSet<>(pullRequests));
        var histories = new HashMap<Integer, PullRequestHistory>();
        for (int from = 0; from < numbers.size(); from += PER_QUESTION) {
            var some = numbers.subList(from, Math.min(from + PER_QUESTION, numbers.size()));
            Reading<Map<Integer, PullRequestHistory>> part = ask(repository, some);
            if (!part.isPresent()) {
                return part;
            }
            histories.putAll(part.get());
        }
        return Reading.of(Map.copyOf(histories));
    }

    private Reading<Map<Integer, PullRequestHistory>> ask(RepositoryName repository, List<Integer> numbers) {
        String aliases = numbers.stream()
                .map(number -> "pr" + number + ": pullRequest(number: " + number + ") " + FIELDS)
                .collect(Collectors.joining());
        return graphQl.repository(
                "query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) {\n" + aliases + "} }",
                Map.of("owner", repository.owner(), "name", repository.name()),
                fields -> histories(fields, numbers));
    }

    private static Map<Integer, PullRequestHistory> histories(Fields fields, List<Integer> numbers)
            throws UnreadableAnswer {
        var histories = new HashMap<Integer, PullRequestHistory>();
        for (int number : numbers) {
            Fields pullRequest = fields.object("pr" + number);
            if (pullRequest.count("number") != number) {
                throw pullRequest.wrong("number", "is another than " + number);
            }
            Optional<Instant> lastBaseChange = Optional.empty();
            for (Fields event : pullRequest.object("timelineItems").list("nodes")) {
                lastBaseChange = Optional.of(event.time("createdAt"));
            }
            histories.put(number, new PullRequestHistory(lastBaseChange, actor(pullRequest, "mergedBy")));
        }
        return histories;
    }

    /** An actor. GraphQL gives a bot's login without the {@code [bot]} that REST ends it with. */
    private static Optional<Account> actor(Fields fields, String name) throws UnreadableAnswer {
        Optional<Fields> actor = fields.nullableObject(name);
        if (actor.isEmpty()) {
            return Optional.empty();
        }
        String login = actor.get().login();
        String type = actor.get().text("__typename");
        return Optional.of(Account.of(type.equals("Bot") && !login.endsWith("[bot]") ? login + "[bot]" : login, type));
    }
}
