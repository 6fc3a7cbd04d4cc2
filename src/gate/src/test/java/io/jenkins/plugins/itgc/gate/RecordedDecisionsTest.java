package io.jenkins.plugins.itgc.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.ResultRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.simulated.Asking;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import io.jenkins.plugins.itgc.simulated.SimulatedPullRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;

/** What the ledger holds suffices to make each decision again, and holds nothing that it must not. */
class RecordedDecisionsTest {
    private static final String UNRECORDED = "Nobody may find this sentence again";
    private static final Policy POLICY = PolicyText.approvedChange(
            "accept: pull-request",
            "emergency: {allowed: true, who: [dora], maximum-overdue-reviews: 9}",
            "standard-templates: {docs-only: {paths: [\"docs/**\"], approved-by: CAB, expires: 2026-12-31}}",
            "required-checks: [{name: scan}]",
            "risk-assessment: {required: true}",
            "change-window: {windows: [{days: [mon, tue, wed, thu], from: \"08:00\", to: \"18:00\"}]}");
    private static final Policy LAX = PolicyText.approvedChange(
            "stale-approvals: accept, rollback: any, minimum-approvals: 2",
            "separation-of-duties: {approver-is-not: []}");

    /** Something that happens to the repository or its server. */
    enum Event {
        APPROVED {
            @Override
            void happen(GateFixture world) {
                world.approvedChange();
            }
        },
        NOT_APPROVED {
            @Override
            void happen(GateFixture world) {
                world.unapprovedChange();
            }
        },
        STALE {
            @Override
            void happen(GateFixture world) {
                change(world).approvedBy("ben").commit().squash("ann");
            }
        },
        BY_SELF_BOT_AND_NOBODY {
            @Override
            void happen(GateFixture world) {
                change(world)
                        .approvedBy("ann")
                        .approvedBy("renovate[bot]")
                        .approvedBy("")
                        .rebaseAndMerge("ann");
            }
        },
        OBJECTED {
            @Override
            void happen(GateFixture world) {
                change(world)
                        .approvedBy("ben")
                        .review("carla", "CHANGES_REQUESTED")
                        .review("dora", "DISMISSED")
                        .review("ben", "COMMENTED")
                        .merge("ann");
            }
        },
        WITHOUT_PERMISSION {
            @Override
            void happen(GateFixture world) {
                world.repository.permission("carla", "read");
                change(world).approvedBy("carla").merge("ann");
            }
        },
        BASE_CHANGED {
            @Override
            void happen(GateFixture world) {
                change(world).approvedBy("ben").rebase("main").squash("ann");
            }
        },
        PUSHED {
            @Override
            void happen(GateFixture world) {
                world.repository.push("eve", UNRECORDED);
            }
        },
        TAKEN_BACK {
            @Override
            void happen(GateFixture world) {
                world.repository.force("ann", "main", world.first);
                world.approvedChange();
            }
        },
        HOSTILE_TEXT {
            @Override
            void happen(GateFixture world) {
                change(world)
                        .title("\u001b[2J\ud800 half a character, \u202e and a turn \u0000 PAY-1")
                        .body("## Rollback\n" + "\ud83d\ude80 \udfff \u0007 take it back. ".repeat(500))
                        .approvedBy("ben")
                        .squash("ann");
            }
        },
        SCANNED {
            @Override
            void happen(GateFixture world) {
                world.repository.check(world.approvedChange(), "scan", "github-actions", "COMPLETED", "SUCCESS");
            }
        },
        REVIEWS_LOST {
            @Override
            void happen(GateFixture world) {
                world.github.fail("/reviews", 404, Map.of(), 1);
            }
        },
        COMMITS_LOST {
            @Override
            void happen(GateFixture world) {
                world.github.fail("/pulls/\\d+/commits|/permission", 404, Map.of(), 2);
            }
        },
        ACTIVITY_LOST {
            @Override
            void happen(GateFixture world) {
                world.github.fail("/activity", 403, Map.of(), 2);
            }
        },
        GRAPHQL_LOST {
            @Override
            void happen(GateFixture world) {
                world.github.fail("/graphql", 404, Map.of(), 1);
            }
        },
        RANGE_LOST {
            @Override
            void happen(GateFixture world) {
                world.github.fail("/compare/", 404, Map.of(), 1);
            }
        },
        OTHER_POLICY {
            @Override
            void happen(GateFixture world) {
                world.policy = world.policy.hash().equals(POLICY.hash()) ? LAX : POLICY;
            }
        };

        abstract void happen(GateFixture world);

        static SimulatedPullRequest change(GateFixture world) {
            return world.repository
                    .pullRequest("ann")
                    .body(UNRECORDED + ".\n\n## Rollback\nDeploy the previous image, then run the down migration.")
                    .commit("carla", "Part of it, PAY-7\n\n" + UNRECORDED + "\nCo-authored-by: D <dora@example.com>");
        }
    }

    /** How a deployment is asked for. */
    enum Asked {
        NORMAL("production"),
        EMERGENCY("production"),
        STANDARD("production"),
        ELSEWHERE("staging"),
        OBSERVED("preview"),
        OUT_OF_SCOPE("sandbox"),
        WITHOUT_MUCH("production");

        private final String environment;

        Asked(String environment) {
            this.environment = environment;
        }

        DeploymentRequest.Builder of(GateFixture world, CommitId commit) {
            DeploymentRequest.Builder request = world.request(commit, environment);
            return switch (this) {
                case EMERGENCY -> request.changeType(ChangeType.EMERGENCY).justification("It burns, \ud83d\udd25.");
                case STANDARD -> request.changeType(ChangeType.STANDARD).template("docs-only");
                case WITHOUT_MUCH -> request.deployer(null).baseline(null).pullRequest(999);
                case OBSERVED -> request.deployer(Identity.parse("email:someone@example.com"));
                default -> request.artifactDigest("sha256:" + "a".repeat(64)).trigger("timer");
            };
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    @Label("whatever happened, each decision can be made again from the ledger alone")
    void replays(@ForAll @Size(min = 1, max = 6) List<Event> events, @ForAll Asked asked, @ForAll boolean deployed)
            throws Exception {
        Path directory = Files.createTempDirectory("ledger");
        try (var world = new GateFixture(directory)) {
            world.policy = POLICY;
            for (Event event : events) {
                event.happen(world);
                Recorded recorded = world.decide(asked.of(world, world.repository.head()));
                if (deployed) {
                    world.result(recorded, ResultRecord.Outcome.SUCCESS);
                }
            }
            assertReplays(world);
            assertWholeNumbers(world.entries());
            world.closeLedger();
            assertNothingSecret(directory);
            world.open();
            assertReplays(world);
        } finally {
            delete(directory);
        }
    }

    private static void assertReplays(GateFixture world) throws Exception {
        Map<Long, List<Decision>> replayed = GateFixture.replay(world.entries());
        assertThat(replayed).isNotEmpty().allSatisfy((index, both) -> assertThat(both.get(1))
                .as("entry %s", index)
                .isEqualTo(both.get(0)));
        for (Long index : replayed.keySet()) {
            Entry entry = world.ledger.ledger().entry(index).orElseThrow();
            assertThat(CanonicalJson.bytes(Json.tree(Json.read(entry.body(), DecisionRecord.class))))
                    .as("entry %s, read and written again", index)
                    .isEqualTo(CanonicalJson.bytes(entry.body()));
        }
    }

    private static void assertWholeNumbers(List<Entry> entries) {
        entries.forEach(entry -> assertWholeNumbers(entry.body()));
    }

    private static void assertWholeNumbers(JsonNode node) {
        assertThat(!node.isNumber() || node.isIntegralNumber()).as("%s", node).isTrue();
        node.forEach(RecordedDecisionsTest::assertWholeNumbers);
    }

    private static void assertNothingSecret(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(Asking.TOKEN)
                        .doesNotContain(UNRECORDED);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
