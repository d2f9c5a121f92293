/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmrest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what has to be in an answer; throws NoSuchElementException if it is not, and overlooks what else there is. */
final class Readings {
    /** It becomes a part of a path, and must not lead to another. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private Readings() {}

    static VmrestMachine machine(JsonNode json) {
        String id = text(json, "id");
        if (!ID.matcher(id).matches()) {
            throw new NoSuchElementException("no id of the form that vmrest gives");
        }
        return new VmrestMachine(id, text(json, "path"));
    }

    static VmrestNic nic(JsonNode json) {
        JsonNode index = json.path("index");
        if (!index.isInt()) {
            throw new NoSuchElementException("no number 'index'");
        }
        return new VmrestNic(
                index.intValue(), text(json, "type"), findText(json, "vmnet"), findText(json, "macAddress"));
    }

    static VmrestNetwork network(JsonNode json) {
        return new VmrestNetwork(
                text(json, "name"), text(json, "type"), findText(json, "subnet"), findText(json, "mask"));
    }

    static <T> List<T> list(JsonNode json, Function<? super JsonNode, ? extends T> reading) {
        if (!json.isArray()) {
            throw new NoSuchElementException("no list");
        }
        List<T> all = new ArrayList<>();
        json.forEach(one -> all.add(reading.apply(one)));
        return List.copyOf(all);
    }

    static String text(JsonNode json, String name) {
        JsonNode found = json.path(name);
        if (!found.isTextual()) {
            throw new NoSuchElementException("no text '" + name + "'");
        }
        return found.textValue();
    }

    /** None where vmrest leaves it out, or an empty text, which is how it has nothing to say. */
    private static @Nullable String findText(JsonNode json, String name) {
        if (json.path(name).isMissingNode() || json.path(name).isNull()) {
            return null;
        }
        String text = text(json, name);
        return text.isEmpty() ? null : text;
    }
}
