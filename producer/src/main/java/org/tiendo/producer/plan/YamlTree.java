package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML event by event, so that every value keeps its line and column. Nothing but maps, lists and scalars can come
 * out of it, whatever tags the file holds: a collection is written once and never repeated by an alias, depth is bounded,
 * a key is given once. What breaks these rules is a flaw with its place, and reading goes on.
 */
final class YamlTree {
    private static final int MAX_DEPTH = 20;
    private static final int MOST_FLAWS = 1000;
    /** Under this path stands what is read and left out. */
    private static final String LEFT_OUT = "?";

    private static final String TEXT_TAG = "tag:yaml.org,2002:str";

    private final Parser events;
    private final Places places = new Places();
    private final List<Finding> flaws = new ArrayList<>();
    private final Map<String, JsonNode> scalars = new HashMap<>();

    private final Utf8Text text;

    private YamlTree(Utf8Text text) {
        this.text = text;
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(PlanFile.MAX_BYTES);
        this.events = new ParserImpl(new StreamReader(text.value()), options);
    }

    static PlanFile read(byte[] bytes, String name) {
        Utf8Text text = Utf8Text.of(bytes);
        if (text.flaw() != null) {
            return new PlanFile(name, MissingNode.getInstance(), new Places(), List.of(text.flaw()));
        }
        YamlTree tree = new YamlTree(text);
        JsonNode content = tree.document();
        return new PlanFile(name, content, tree.places, List.copyOf(tree.flaws));
    }

    private JsonNode document() {
        try {
            next(); // the stream's start
            if (!events.checkEvent(Event.ID.DocumentStart)) {
                return MissingNode.getInstance();
            }
            next();
            JsonNode root = node("", 1);
            next(); // the document's end
            if (events.checkEvent(Event.ID.DocumentStart)) {
                flaw(placeOf(next().getStartMark()), "", "a second document begins here; a file holds one");
            }
            return root;
        } catch (TooDeepException e) {
            flaw(e.place, "", "not readable: more than " + MAX_DEPTH + " levels deep");
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            flaw(mark == null ? null : placeOf(mark), "", "not readable as YAML: " + YamlAdvice.on(e));
        } catch (ReaderException e) {
            String character = String.format("U+%04X", e.getCodePoint());
            flaw(
                    text.placeOf(e.getPosition()),
                    "",
                    "not readable as YAML: the character " + character + " is not allowed");
        } catch (YAMLException e) {
            flaw(null, "", "not readable as YAML: " + e.getMessage());
        }
        return MissingNode.getInstance();
    }

    private Event next() {
        return events.getEvent();
    }

    private JsonNode node(String path, int depth) {
        Event event = next();
        Place place = placeOf(event.getStartMark());
        places.value(path, place);
        if (event instanceof AliasEvent alias) {
            return aliased(alias, path, place);
        }
        if (depth > MAX_DEPTH) {
            throw new TooDeepException(place);
        }
        String anchor = event instanceof NodeEvent named ? named.getAnchor() : null;
        if (event instanceof MappingStartEvent mapping) {
            untagged(mapping.getTag(), path, place);
            return mapping(path, depth);
        }
        if (event instanceof SequenceStartEvent sequence) {
            untagged(sequence.getTag(), path, place);
            return sequence(path, depth);
        }
        JsonNode scalar = scalar((ScalarEvent) event, path, place);
        if (anchor != null) {
            scalars.put(anchor, scalar);
        }
        return scalar;
    }

    private ObjectNode mapping(String path, int depth) {
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            Place place = placeOf(events.peekEvent().getStartMark());
            String key = key(path, depth, place);
            String at = path.isEmpty() ? key : path + "." + key;
            if (mapping.has(key)) {
                Place first = places.ofKey(at);
                flaw(place, at, "given twice, first in line " + (first == null ? 0 : first.line()) + "; keep one");
                node(LEFT_OUT, depth + 1);
                continue;
            }
            places.key(at, place);
            mapping.set(key, node(at, depth + 1));
        }
        next();
        return mapping;
    }

    private String key(String path, int depth, Place place) {
        if (events.peekEvent() instanceof ScalarEvent scalar) {
            next();
            return scalar.getValue();
        }
        flaw(place, path, "a key must be plain text, not a list, a mapping or an alias");
        node(LEFT_OUT, depth + 1);
        return LEFT_OUT;
    }

    private ArrayNode sequence(String path, int depth) {
        ArrayNode sequence = JsonNodeFactory.instance.arrayNode();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            sequence.add(node(path + "[" + sequence.size() + "]", depth + 1));
        }
        next();
        return sequence;
    }

    private JsonNode aliased(AliasEvent alias, String path, Place place) {
        JsonNode scalar = scalars.get(alias.getAnchor());
        if (scalar != null) {
            return scalar;
        }
        flaw(place, path, "the alias *" + alias.getAnchor() + " is not allowed; write out what it stands for");
        return JsonNodeFactory.instance.nullNode();
    }

    private JsonNode scalar(ScalarEvent scalar, String path, Place place) {
        String tag = scalar.getTag();
        if (!TEXT_TAG.equals(tag)) {
            untagged(tag, path, place);
        }
        return scalar.isPlain() && tag == null
                ? PlainScalar.of(scalar.getValue())
                : JsonNodeFactory.instance.textNode(scalar.getValue());
    }

    private void untagged(@Nullable String tag, String path, Place place) {
        if (tag != null && !tag.equals("!")) {
            flaw(place, path, "the tag " + tag + " has no meaning here; leave it out");
        }
    }

    private void flaw(@Nullable Place place, String path, String message) {
        if (flaws.size() < MOST_FLAWS) {
            flaws.add(new Finding(place, path, message));
        }
    }

    private static Place placeOf(Mark mark) {
        return Place.ofText(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Ends the reading: what lies deeper could be endless. */
    private static final class TooDeepException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Place place;

        TooDeepException(Place place) {
            this.place = place;
        }
    }
}
