/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of an element counts for libvirt: not the layout, the comments, the order of attributes, the prefixes. */
final class Meaning {
    private Meaning() {}

    static boolean equal(XmlElement one, XmlElement other) {
        return one.hasNameOf(other)
                && attributes(one).equals(attributes(other))
                && content(one).equals(content(other));
    }

    static int hash(XmlElement element) {
        return 31 * (31 * element.localName().hashCode() + attributes(element).hashCode())
                + content(element).hashCode();
    }

    private static Map<String, String> attributes(XmlElement element) {
        Map<String, String> attributes = new LinkedHashMap<>();
        element.attributes().forEach((name, value) -> {
            if (!isDeclaration(name)) {
                attributes.put(expanded(name, element), value);
            }
        });
        return attributes;
    }

    static boolean isDeclaration(String attribute) {
        return attribute.equals("xmlns") || attribute.startsWith("xmlns:");
    }

    private static String expanded(String attribute, XmlElement element) {
        int colon = attribute.indexOf(':');
        String prefix = attribute.substring(0, Math.max(colon, 0));
        String namespace = element.bindings().get(prefix);
        return colon < 0 || namespace == null ? attribute : "{" + namespace + "}" + attribute.substring(colon + 1);
    }

    /** Elements and text, where text that only parts elements is none. */
    private static List<Object> content(XmlElement element) {
        boolean hasElements = element.content().stream().anyMatch(XmlElement.class::isInstance);
        List<Object> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (XmlNode node : element.content()) {
            if (node instanceof XmlElement child) {
                addText(parts, text, true);
                parts.add(child);
            } else if (node instanceof XmlNode.Text part) {
                text.append(part.value());
            }
        }
        addText(parts, text, hasElements);
        return parts;
    }

    private static void addText(List<Object> parts, StringBuilder text, boolean besideElements) {
        String value = text.toString();
        if (!value.isEmpty() && !(besideElements && value.isBlank())) {
            parts.add(value);
        }
        text.setLength(0);
    }
}
