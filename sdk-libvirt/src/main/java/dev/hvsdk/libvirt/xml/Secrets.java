/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a document nobody may see: taken out, and put back where an edited document does not mention it.
 *
 * <p>References to secrets that libvirt keeps ({@code secret} with a UUID or a usage) stay, because they tell nothing.
 */
final class Secrets {
    /** The password of a graphical console, of a pool (old {@code auth}), of a user of the test driver. */
    private static final Set<String> ATTRIBUTES = Set.of("passwd", "password");

    /** Elements whose text is secret: the value of a secret, a cookie of an image behind HTTP, keys of SEV's launch. */
    private static final Set<String> TEXTS =
            Set.of("secret", "value", "cookie", "password", "passwd", "session", "key");

    /** {@code value} and {@code key} mean other things outside of these. */
    private static final Map<String, Set<String>> ONLY_IN =
            Map.of("value", Set.of("secret"), "key", Set.of("secret"), "session", Set.of("launchSecurity"));

    private static final String QEMU = "http://libvirt.org/schemas/domain/qemu/1.0";

    /** Arguments of QEMU that carry a secret in themselves: {@code -object secret,data=...}, {@code password=...}. */
    private static final Pattern SECRET_ARGUMENT =
            Pattern.compile("(?i)(^|[,._-])(password|passwd|data|key-secret|secret|token)=");

    private Secrets() {}

    static XmlElement removed(XmlElement element) {
        return removed(element, "");
    }

    private static XmlElement removed(XmlElement element, String parent) {
        XmlElement result = element;
        for (String name : element.attributes().keySet()) {
            result = isSecretAttribute(element, name) ? result.withoutAttribute(name) : result;
        }
        List<XmlNode> content = new ArrayList<>();
        for (XmlNode node : result.content()) {
            if (node instanceof XmlElement child) {
                content.add(removed(child, element.name()));
            } else if (!(isSecretText(element, parent) && node instanceof XmlNode.Text)) {
                content.add(node);
            }
        }
        return content.equals(result.content()) ? result : result.withContent(content);
    }

    private static boolean isSecretAttribute(XmlElement element, String name) {
        if (ATTRIBUTES.contains(name)) {
            return true;
        }
        boolean argument = element.namespace().equals(QEMU) && name.equals("value");
        return argument
                && (element.localName().equals("env")
                        || SECRET_ARGUMENT
                                .matcher(element.attribute(name).orElse(""))
                                .find());
    }

    private static boolean isSecretText(XmlElement element, String parent) {
        Set<String> where = ONLY_IN.get(element.name());
        return TEXTS.contains(element.name()) && (where == null || where.contains(parent));
    }

    /** The edited element with the secrets of the original, where it has the element and does not mention the secret. */
    static XmlElement restored(XmlElement edited, XmlElement original) {
        return restored(edited, original, "");
    }

    private static XmlElement restored(XmlElement edited, XmlElement original, String parent) {
        XmlElement result = edited;
        for (Map.Entry<String, String> attribute : original.attributes().entrySet()) {
            String name = attribute.getKey();
            boolean missing =
                    isSecretAttribute(original, name) && edited.attribute(name).isEmpty();
            result = missing ? result.withAttribute(name, attribute.getValue()) : result;
        }
        if (isSecretText(original, parent) && result.content().isEmpty()) {
            return result.withText(original.text());
        }
        return result.withContent(restoredContent(result, original));
    }

    private static List<XmlNode> restoredContent(XmlElement edited, XmlElement original) {
        Map<String, XmlElement> originals = byIdentity(original);
        Map<String, Integer> seen = new HashMap<>();
        List<XmlNode> content = new ArrayList<>();
        for (XmlNode node : edited.content()) {
            XmlElement counterpart = node instanceof XmlElement child ? originals.get(identity(child, seen)) : null;
            content.add(
                    counterpart != null && node instanceof XmlElement child
                            ? restored(child, counterpart, edited.name())
                            : node);
        }
        return content;
    }

    private static Map<String, XmlElement> byIdentity(XmlElement parent) {
        Map<String, XmlElement> elements = new HashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (XmlElement child : parent.children()) {
            elements.put(identity(child, seen), child);
        }
        return elements;
    }

    /** A name or type that an edit of others does not change, and a number for those that share it. */
    private static String identity(XmlElement element, Map<String, Integer> seen) {
        String target =
                element.child("target").flatMap(found -> found.attribute("dev")).orElse("");
        String key = String.join(
                "\0",
                element.namespace(),
                element.localName(),
                element.attribute("type").orElse(""),
                element.attribute("name").orElse(""),
                target);
        return key + "\0" + seen.merge(key, 1, Integer::sum);
    }
}
