package io.jenkins.plugins.itgc.worksheet.attribute;

import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Judges all attributes of a deployment. Pure: the same record always gives the same judgements. The verdict is not believed:
 * the controls are performed again from the recorded evidence, and the evidence itself is looked at.
 */
public final class Attributes {
    private Attributes() {}

    /** The judgements of all attributes, in their order. */
    public static List<Judgement> judge(TestedDeployment deployment) {
        Map<Attribute, Judgement> judged = new EnumMap<>(Attribute.class);
        if (deployment.policy().isEmpty()) {
            for (Attribute attribute : Attribute.values()) {
                judged.put(attribute, Judgement.of(attribute, Result.NOT_DETERMINABLE, withoutPolicy(deployment)));
            }
        } else {
            EffectivePolicy policy = deployment.policy().get();
            Judgement emergency = new ReviewedEmergency(deployment, policy).judge();
            var approval = new ApprovalAttributes(deployment, policy);
            judged.put(Attribute.A, new LinkedChange(deployment, policy).judge());
            approval.judge().forEach(judgement -> judged.put(judgement.attribute(), judgement));
            judged.put(Attribute.E, new TestedCommit(deployment, policy).judge());
            judged.put(Attribute.F, new WrittenRollback(deployment, policy).judge());
            judged.put(Attribute.H, emergency);
            if (deployment.isException()) {
                judged.replaceAll((attribute, judgement) -> Exemption.of(judgement, emergency));
            }
        }
        judged.put(Attribute.I, new DeployedAsApproved(deployment).judge());
        return List.copyOf(new ArrayList<>(judged.values()));
    }

    private static String withoutPolicy(TestedDeployment deployment) {
        return "the policy " + deployment.made().decision().policyHash()
                + " that decided is not in the ledger, so that the controls cannot be performed again";
    }
}
