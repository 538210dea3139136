package org.tiendo.producer.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All tokens of an installation, and their form in the file: JSON that a person can read. */
public final class TokenList {
    public static final TokenList EMPTY = new TokenList(List.of());

    private static final int VERSION = 1;
    private static final Set<String> FIELDS =
            Set.of("id", "unit", "allUnits", "sha256", "created", "expires", "revoked", "note");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<UnitToken> tokens;
    private final List<byte[]> hashes;

    /** @throws IllegalArgumentException when two have the same id or the same hash */
    public TokenList(List<UnitToken> tokens) {
        this.tokens = List.copyOf(tokens);
        this.hashes = tokens.stream()
                .map(token -> HexFormat.of().parseHex(token.sha256()))
                .toList();
        Set<String> seen = new HashSet<>();
        for (UnitToken token : tokens) {
            if (!seen.add(token.id()) || !seen.add(token.sha256())) {
                throw new IllegalArgumentException("the token " + token.id() + " is there twice");
            }
        }
    }

    public List<UnitToken> tokens() {
        return tokens;
    }

    public Optional<UnitToken> byId(String id) {
        return tokens.stream().filter(token -> token.id().equals(id)).findFirst();
    }

    /**
     * The entry of a token. Every entry is compared, each in constant time, so that how long it takes tells nothing of
     * any hash.
     */
    public Optional<UnitToken> find(String secret) {
        byte[] hash = TokenSecret.sha256(secret);
        UnitToken found = null;
        for (int i = 0; i < hashes.size(); i++) {
            if (MessageDigest.isEqual(hash, hashes.get(i))) {
                found = tokens.get(i);
            }
        }
        return Optional.ofNullable(found);
    }

    /** These and one more. */
    public TokenList with(UnitToken added) {
        List<UnitToken> more = new ArrayList<>(tokens);
        more.add(added);
        return new TokenList(more);
    }

    /** These, one of them changed. */
    public TokenList replacing(UnitToken changed) {
        return new TokenList(tokens.stream()
                .map(token -> token.id().equals(changed.id()) ? changed : token)
                .toList());
    }

    /**
     * Reads a file's text.
     *
     * @throws IllegalArgumentException when any of it is not as it should be: a file that is half understood might let
     *     in somebody whom it should not
     */
    public static TokenList parse(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root.path("version").asInt() != VERSION || !root.path("tokens").isArray() || root.size() != 2) {
                throw new IllegalArgumentException("it is not a list of tokens of version " + VERSION);
            }
            List<UnitToken> tokens = new ArrayList<>();
            root.path("tokens").forEach(node -> tokens.add(token(node)));
            return new TokenList(tokens);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static UnitToken token(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        if (!FIELDS.containsAll(names)) {
            throw new IllegalArgumentException("a token has fields besides " + FIELDS);
        }
        String id = text(node, "id");
        boolean allUnits = node.path("allUnits").asBoolean(false);
        if (allUnits == node.hasNonNull("unit")) {
            throw new IllegalArgumentException("the token " + id + " is either of a unit or of all units");
        }
        return new UnitToken(
                id,
                allUnits ? null : text(node, "unit"),
                text(node, "sha256"),
                instant(node, "created"),
                node.hasNonNull("expires") ? instant(node, "expires") : null,
                node.hasNonNull("revoked") ? instant(node, "revoked") : null,
                node.hasNonNull("note") ? text(node, "note") : "");
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("a token has no text as its " + field);
        }
        return value.asText();
    }

    private static Instant instant(JsonNode node, String field) {
        try {
            return Instant.parse(text(node, field));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a token has no time as its " + field, e);
        }
    }

    /** The file's text. */
    public String asJson() {
        ObjectNode root = JSON.createObjectNode().put("version", VERSION);
        ArrayNode list = root.putArray("tokens");
        for (UnitToken token : tokens) {
            ObjectNode node = list.addObject().put("id", token.id());
            if (token.unit() == null) {
                node.put("allUnits", true);
            } else {
                node.put("unit", token.unit());
            }
            node.put("sha256", token.sha256()).put("created", token.created().toString());
            putTime(node, "expires", token.expires());
            putTime(node, "revoked", token.revoked());
            node.put("note", token.note());
        }
        return root.toPrettyString() + "\n";
    }

    private static void putTime(ObjectNode node, String field, @Nullable Instant time) {
        if (time != null) {
            node.put(field, time.toString());
        }
    }
}
