package org.tiendo.embedded.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaParseException;

/** Which question or change each path of Confluent's REST interface stands for, and the shape of its answer. */
final class RegistryRoutes {
    /** A request taken apart: the path's decoded segments, the query's parameters, the JSON body. */
    record Request(String method, List<String> path, Map<String, String> query, JsonNode body) {
        boolean flag(String name) {
            return Boolean.parseBoolean(query.get(name));
        }
    }

    private final RegistryService service;

    RegistryRoutes(RegistryService service) {
        this.service = service;
    }

    /**
     * What to answer, to be written as JSON.
     *
     * @throws RegistryException when the answer is an error
     */
    Object answer(Request request) {
        List<String> path = request.path();
        String first = path.isEmpty() ? "" : path.get(0);
        return switch (first) {
            case "" -> Map.of();
            case "subjects" -> subjects(request);
            case "schemas" -> schemas(request);
            case "config" -> config(request);
            case "mode" -> mode(request);
            case "compatibility" -> compatibility(request);
            default -> throw RegistryException.noSuchPath(String.join("/", path));
        };
    }

    private Object subjects(Request request) {
        List<String> path = request.path();
        if (path.size() == 1) {
            requireGet(request);
            return service.read(SchemaCatalogue::subjects);
        }
        String subject = path.get(1);
        if (path.size() == 2) {
            requirePost(request);
            AvroSchema schema = schemaOf(request);
            return details(service.read(catalogue -> catalogue.lookUp(subject, schema)));
        }
        if (!"versions".equals(path.get(2)) || path.size() > 5) {
            throw RegistryException.noSuchPath(String.join("/", path));
        }
        if (path.size() == 3) {
            return versions(request, subject);
        }
        requireGet(request);
        RegisteredSchema version = service.read(catalogue -> catalogue.version(subject, path.get(3)));
        return path.size() == 5 ? schemaText(request, version) : details(version);
    }

    private Object versions(Request request, String subject) {
        if ("POST".equals(request.method())) {
            RegisteredSchema registered = service.register(subject, schemaOf(request));
            return Map.of("id", registered.id());
        }
        requireGet(request);
        return service.read(catalogue -> catalogue.versions(subject)).stream()
                .map(RegisteredSchema::version)
                .toList();
    }

    private Object schemas(Request request) {
        requireGet(request);
        List<String> path = request.path();
        if (path.size() == 2 && "types".equals(path.get(1))) {
            return List.of(AvroSchema.TYPE);
        }
        if (path.size() < 3 || path.size() > 4 || !"ids".equals(path.get(1))) {
            throw RegistryException.noSuchPath(String.join("/", path));
        }
        List<RegisteredSchema> registered = service.read(catalogue -> catalogue.withId(idOf(path.get(2))));
        if (path.size() == 3) {
            return Map.of("schema", registered.get(0).text());
        }
        return switch (path.get(3)) {
            case "schema" -> schemaText(request, registered.get(0));
            case "subjects" ->
                registered.stream().map(RegisteredSchema::subject).distinct().toList();
            case "versions" ->
                registered.stream()
                        .map(each -> Map.of("subject", each.subject(), "version", each.version()))
                        .toList();
            default -> throw RegistryException.noSuchPath(String.join("/", path));
        };
    }

    private Object config(Request request) {
        List<String> path = request.path();
        if (path.size() > 2) {
            throw RegistryException.noSuchPath(String.join("/", path));
        }
        boolean ofAll = path.size() == 1;
        if ("PUT".equals(request.method())) {
            String level = request.body().path("compatibility").asText();
            service.setLevel(ofAll ? null : path.get(1), level);
            return Map.of("compatibility", level);
        }
        requireGet(request);
        return Map.of(
                "compatibilityLevel",
                ofAll ? service.level().name : service.levelOf(path.get(1), request.flag("defaultToGlobal")).name);
    }

    private Object mode(Request request) {
        requireGet(request);
        return Map.of("mode", "READWRITE");
    }

    private Object compatibility(Request request) {
        List<String> path = request.path();
        boolean known = (path.size() == 4 || path.size() == 5)
                && "subjects".equals(path.get(1))
                && "versions".equals(path.get(3));
        if (!known) {
            throw RegistryException.noSuchPath(String.join("/", path));
        }
        requirePost(request);
        AvroSchema schema = schemaOf(request);
        List<String> reasons = path.size() == 4
                ? service.incompatibilities(path.get(2), schema)
                : service.incompatibilities(path.get(2), path.get(4), schema);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("is_compatible", reasons.isEmpty());
        if (request.flag("verbose")) {
            answer.put("messages", reasons);
        }
        return answer;
    }

    private static Map<String, Object> details(RegisteredSchema registered) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("subject", registered.subject());
        details.put("id", registered.id());
        details.put("version", registered.version());
        details.put("schemaType", AvroSchema.TYPE);
        details.put("schema", registered.text());
        return details;
    }

    private static Object schemaText(Request request, RegisteredSchema registered) {
        if (!"schema".equals(request.path().get(request.path().size() - 1))) {
            throw RegistryException.noSuchPath(String.join("/", request.path()));
        }
        return new RawValue(registered.text());
    }

    private static AvroSchema schemaOf(Request request) {
        JsonNode body = request.body();
        String type = body.hasNonNull("schemaType") ? body.path("schemaType").asText() : AvroSchema.TYPE;
        if (!AvroSchema.TYPE.equals(type)) {
            throw RegistryException.invalidSchema("only " + AvroSchema.TYPE + " is supported, not " + type);
        }
        if (!body.path("references").isEmpty()) {
            throw RegistryException.notSupported("schema references");
        }
        String text = body.path("schema").asText();
        if (text.isEmpty()) {
            throw RegistryException.invalidSchema("the body has no \"schema\"");
        }
        try {
            AvroSchema schema = new AvroSchema(text);
            schema.validate();
            return request.flag("normalize") ? schema.normalize() : schema;
        } catch (SchemaParseException | IllegalArgumentException e) {
            throw RegistryException.invalidSchema(String.valueOf(e.getMessage()));
        }
    }

    private static int idOf(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw RegistryException.unknownSchema(text);
        }
    }

    private static void requireGet(Request request) {
        require(request, "GET");
    }

    private static void requirePost(Request request) {
        require(request, "POST");
    }

    private static void require(Request request, String method) {
        if (!method.equals(request.method())) {
            throw RegistryException.notSupported(request.method() + " /" + String.join("/", request.path()));
        }
    }
}
