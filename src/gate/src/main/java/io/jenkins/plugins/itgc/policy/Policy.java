package io.jenkins.plugins.itgc.policy;

import static io.jenkins.plugins.itgc.policy.MergedControls.pointer;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.identity.IdentityMap;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.policy.SettingInForce.Level;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.text.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What an organisation asks of its deployments: one file, read and checked as a whole. */
public final class Policy {
    /** The longest text that is read as a policy. */
    public static final int MOST_BYTES = PolicyYaml.MAX_BYTES;

    private final PolicyDocument document;
    private final People people;
    private final String hash;

    private Policy(PolicyDocument document, People people) {
        this.document = document;
        this.people = people;
        this.hash = Sha256.hex(CanonicalJson.bytes(document.root()));
    }

    /**
     * Reads a policy file.
     *
     * @throws PolicyException with everything that is wrong, where anything is; also where the file cannot be read
     */
    public static Policy read(Path file) throws PolicyException {
        byte[] bytes;
        try (var stream = Files.newInputStream(file)) {
            bytes = stream.readNBytes(PolicyYaml.MAX_BYTES + 1);
        } catch (IOException e) {
            var problems = new Problems(file.toString());
            problems.add(Position.NONE, JsonPointer.empty(), "the file cannot be read: " + FileTrouble.words(e) + ".");
            throw problems.exception();
        }
        return read(file.toString(), bytes);
    }

    /**
     * Reads a policy's text.
     *
     * @param name what problems call the file
     * @param yaml its bytes, UTF-8
     * @throws PolicyException with everything that is wrong, where anything is
     */
    public static Policy read(String name, byte[] yaml) throws PolicyException {
        return read(name, yaml, OtherPeople.NONE);
    }

    /**
     * Reads a policy's text, and adds people to those that it lists; its hash covers them.
     *
     * @param name what problems call the file
     * @param yaml its bytes, UTF-8, at most {@link #MOST_BYTES}
     * @throws PolicyException with everything that is wrong, where anything is
     */
    public static Policy read(String name, byte[] yaml, OtherPeople people) throws PolicyException {
        var problems = new Problems(name);
        PolicyDocument document = PolicyYaml.read(name, yaml, problems);
        people.addTo(document, problems);
        return checked(document, problems);
    }

    /**
     * A policy from its document, as a ledger keeps it. The same is checked as for a file; problems have no lines.
     *
     * @throws PolicyException with everything that is wrong, where anything is
     */
    public static Policy of(JsonNode document) throws PolicyException {
        var name = "policy of the ledger";
        return checked(PolicyDocument.withoutPlaces(name, document.deepCopy()), new Problems(name));
    }

    private static Policy checked(PolicyDocument document, Problems problems) throws PolicyException {
        PlainValues.check(document, problems);
        PolicySchema.check(document, problems);
        var people = People.read(document, problems);
        Consistency.checkNames(document, people, problems);
        problems.throwIfAny();
        Consistency.checkSettings(document, problems);
        problems.throwIfAny();
        return new Policy(document, people);
    }

    /** The JSON Schema (draft 2020-12) of policy files, as text. */
    public static String schema() {
        return PolicySchema.TEXT;
    }

    /** SHA-256 of the document as canonical JSON (RFC 8785), hexadecimal; comments and layout do not change it. */
    public String hash() {
        return hash;
    }

    /** The document: mappings, lists, texts, whole numbers and booleans, as they were written. */
    public JsonNode document() {
        return document.root().deepCopy();
    }

    /** Who is the same person. */
    public IdentityMap identities() {
        return people.map();
    }

    public Scope scope() {
        var scope = document.root().path("scope");
        return new Scope(
                scope.path("statement").asText(),
                scope.path("approved-by").asText(),
                LocalDate.parse(scope.path("approved-on").asText()));
    }

    /** The names of the environments, in the order of the document. */
    public List<String> environments() {
        return document.root().path("environments").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The services that are named, in the order of the document. */
    public List<Service> services() {
        return document.root().path("services").properties().stream()
                .map(entry -> new Service(
                        entry.getKey(),
                        SettingsReader.texts(entry.getValue().path("owners")),
                        Optional.of(entry.getValue().path("repository").asText())
                                .filter(text -> !text.isEmpty())
                                .map(RepositoryName::parse)))
                .toList();
    }

    /**
     * The policy as it holds for one service and environment.
     *
     * @throws PolicyException where the policy does not name the environment
     */
    public EffectivePolicy effective(String service, String environment) throws PolicyException {
        requireNamed(environment);
        var mode = mode(service, environment);
        return new EffectivePolicy(
                hash,
                service,
                environment,
                EffectivePolicy.Mode.valueOf(
                        mode.value().asText().toUpperCase(Locale.ROOT).replace('-', '_')),
                reason(mode, service, environment).map(reason -> reason.value().asText()),
                new SettingsReader(people)
                        .read(MergedControls.of(document.root(), service, environment)
                                .tree()),
                people.map());
    }

    /**
     * Every setting in force for one service and environment, with where it comes from.
     *
     * @throws PolicyException where the policy does not name the environment
     */
    public List<SettingInForce> describe(String service, String environment) throws PolicyException {
        requireNamed(environment);
        var mode = mode(service, environment);
        var settings = new ArrayList<SettingInForce>();
        settings.add(mode);
        reason(mode, service, environment).ifPresent(settings::add);
        settings.addAll(MergedControls.of(document.root(), service, environment).inForce());
        return settings;
    }

    private void requireNamed(String environment) throws PolicyException {
        if (!environments().contains(environment)) {
            var problems = new Problems(document.file());
            var at = pointer("environments");
            problems.add(
                    document.key(at),
                    at,
                    "no environment is named " + Wording.quoted(environment)
                            + Wording.didYouMean(environment, environments()) + "; those here are "
                            + Wording.listed(environments()) + ".");
            throw problems.exception();
        }
    }

    private SettingInForce mode(String service, String environment) {
        return Stream.of(Level.SERVICE_ENVIRONMENT, Level.ENVIRONMENT)
                .filter(level -> holder(level, service, environment).has("mode"))
                .findFirst()
                .map(level -> new SettingInForce(
                        "mode", holder(level, service, environment).path("mode"), level))
                .orElse(new SettingInForce("mode", JsonNodeFactory.instance.textNode("enforce"), Level.DEFAULT));
    }

    /** Why it is out of scope, from where it was put out of scope. */
    private Optional<SettingInForce> reason(SettingInForce mode, String service, String environment) {
        return mode.value().asText().equals("out-of-scope")
                ? Optional.of(new SettingInForce(
                        "reason", holder(mode.level(), service, environment).path("reason"), mode.level()))
                : Optional.empty();
    }

    private JsonNode holder(Level level, String service, String environment) {
        return document.root()
                .at(
                        level == Level.ENVIRONMENT
                                ? pointer("environments", environment)
                                : pointer("services", service, "environments", environment));
    }
}
