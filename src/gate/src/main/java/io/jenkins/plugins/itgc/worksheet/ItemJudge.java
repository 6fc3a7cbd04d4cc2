package io.jenkins.plugins.itgc.worksheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.AuditTrails;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.HistoryException;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.population.Item;
import io.jenkins.plugins.itgc.worksheet.attribute.Attribute;
import io.jenkins.plugins.itgc.worksheet.attribute.Attributes;
import io.jenkins.plugins.itgc.worksheet.attribute.Judgement;
import io.jenkins.plugins.itgc.worksheet.attribute.Result;
import io.jenkins.plugins.itgc.worksheet.attribute.TestedDeployment;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks an item up in the ledger and judges it. What of it cannot be read makes it not determinable, and is named. */
final class ItemJudge {
    private final Ledger ledger;
    private final AuditTrails trails;
    private final ItemProofs proofs;
    private final PoliciesInForce policies;
    private final Map<Long, TesterResult> results;
    private final Instant asOf;

    /**
     * @param results what testers concluded before, by the number of the item
     */
    ItemJudge(
            Ledger ledger,
            AuditTrails trails,
            ItemProofs proofs,
            PoliciesInForce policies,
            Map<Long, TesterResult> results,
            Instant asOf) {
        this.ledger = ledger;
        this.trails = trails;
        this.proofs = proofs;
        this.policies = policies;
        this.results = results;
        this.asOf = asOf;
    }

    TestedItem judge(Item item) throws IOException {
        try {
            Entry entry = ledger.entry(item.decision())
                    .filter(found -> found.kind().equals(EntryKind.DECISION.text()))
                    .orElseThrow(() -> new HistoryException("entry " + item.decision() + " is no decision"));
            DecisionRecord made = Json.read(entry.body(), DecisionRecord.class);
            AuditTrail trail = trails.about(item.decision());
            Optional<EffectivePolicy> policy =
                    policies.of(made.decision().policyHash(), item.decision(), item.service(), item.environment());
            var deployment = new TestedDeployment(entry, made, trail, policy, proofs.prove(item, entry, trail), asOf);
            return new ItemDetails(item, Optional.of(deployment), tester(item)).with(Attributes.judge(deployment));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return unreadable(item, "entry " + item.decision() + " cannot be read: " + Json.words(e));
        } catch (HistoryException e) {
            return unreadable(item, String.valueOf(e.getMessage()));
        } catch (LedgerException e) {
            if (e.reason() != LedgerException.Reason.DAMAGED) {
                throw e;
            }
            return unreadable(item, String.valueOf(e.getMessage()));
        }
    }

    private Optional<TesterResult> tester(Item item) {
        return Optional.ofNullable(results.get(item.number()));
    }

    private TestedItem unreadable(Item item, String why) {
        List<Judgement> judgements = Arrays.stream(Attribute.values())
                .map(attribute ->
                        new Judgement(attribute, Result.NOT_DETERMINABLE, why, List.of("entry " + item.decision())))
                .toList();
        return new ItemDetails(item, Optional.empty(), tester(item)).with(judgements);
    }
}
