/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the tree as text, in libvirt's own manner. Not thread-safe: one for each text. */
final class XmlWriter {
    private final StringBuilder out = new StringBuilder();

    String write(XmlElement element) {
        write(element, Map.of());
        return out.toString();
    }

    void writeLine(XmlNode node) {
        write(node, Map.of());
        out.append('\n');
    }

    String text() {
        return out.toString();
    }

    private void write(XmlNode node, Map<String, String> scope) {
        if (node instanceof XmlElement element) {
            writeElement(element, scope);
        } else if (node instanceof XmlNode.Text text) {
            escape(text.value(), false);
        } else if (node instanceof XmlNode.Comment comment) {
            out.append("<!--").append(comment.value()).append("-->");
        } else if (node instanceof XmlNode.Instruction instruction) {
            writeInstruction(instruction);
        }
    }

    private void writeInstruction(XmlNode.Instruction instruction) {
        out.append("<?").append(instruction.target());
        out.append(instruction.data().isEmpty() ? "" : " ").append(instruction.data());
        out.append("?>");
    }

    private void writeElement(XmlElement element, Map<String, String> scope) {
        Map<String, String> attributes = new LinkedHashMap<>(element.attributes());
        Map<String, String> inner = declared(element, scope, attributes);
        out.append('<').append(element.name());
        attributes.forEach(this::writeAttribute);
        if (element.content().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        element.content().forEach(node -> write(node, inner));
        out.append("</").append(element.name()).append('>');
    }

    private void writeAttribute(String name, String value) {
        out.append(' ').append(name).append("='");
        escape(value, true);
        out.append('\'');
    }

    /** The prefixes in force inside; those that the element needs and nobody declares are added to its attributes. */
    private static Map<String, String> declared(
            XmlElement element, Map<String, String> scope, Map<String, String> attributes) {
        Map<String, String> inner = new HashMap<>(scope);
        attributes.forEach((name, value) -> {
            if (Meaning.isDeclaration(name)) {
                inner.put(name.equals("xmlns") ? "" : name.substring("xmlns:".length()), value);
            }
        });
        needed(element).forEach((prefix, namespace) -> {
            if (!namespace.equals(inner.getOrDefault(prefix, ""))) {
                attributes.put(prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, namespace);
                inner.put(prefix, namespace);
            }
        });
        return inner;
    }

    private static Map<String, String> needed(XmlElement element) {
        Map<String, String> needed = new LinkedHashMap<>(element.bindings());
        int colon = element.name().indexOf(':');
        needed.put(element.name().substring(0, Math.max(colon, 0)), element.namespace());
        needed.remove("xml");
        return needed;
    }

    private void escape(String text, boolean inAttribute) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            String escaped = escaped(character, inAttribute);
            if (escaped.isEmpty()) {
                out.append(character);
            } else {
                out.append(escaped);
            }
        }
    }

    /** A reader turns a bare CR into LF, and white space in an attribute into blanks. */
    private static String escaped(char character, boolean inAttribute) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '\r' -> "&#13;";
            case '\'' -> inAttribute ? "&apos;" : "";
            case '\n' -> inAttribute ? "&#10;" : "";
            case '\t' -> inAttribute ? "&#9;" : "";
            default -> "";
        };
    }
}
