package org.tiendo.producer.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * All rows of a list, from all its pages.
 *
 * @param rows in the order of the API
 * @param meta what the last page says of itself: up to when it holds, whether parts are missing
 */
public record Listing(List<JsonNode> rows, JsonNode meta) {}
