/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.ArrayList;
import java.util.List;

/** White space between elements: an edit leaves a definition as readable as it was. */
final class Layout {
    private static final String STEP = "  ";

    private Layout() {}

    static List<XmlNode> appended(List<XmlNode> content, XmlElement child) {
        int last = lastElement(content);
        if (last < 0) {
            List<XmlNode> result = new ArrayList<>(content);
            result.add(child);
            return result;
        }
        return placed(content, child, last + 1);
    }

    static List<XmlNode> inserted(List<XmlNode> content, XmlElement child, XmlElement before) {
        int index = indexOf(content, before);
        return placed(content, child, isBlank(content, index - 1) ? index - 1 : index);
    }

    private static List<XmlNode> placed(List<XmlNode> content, XmlElement child, int index) {
        String indent = indentOf(content);
        List<XmlNode> result = new ArrayList<>(content);
        result.add(index, indented(child, indent));
        if (!indent.isEmpty()) {
            result.add(index, new XmlNode.Text(indent));
        }
        return result;
    }

    static List<XmlNode> replaced(List<XmlNode> content, XmlElement present, XmlElement replacement) {
        List<XmlNode> result = new ArrayList<>(content);
        result.set(indexOf(content, present), indented(replacement, indentOf(content)));
        return result;
    }

    static List<XmlNode> removed(List<XmlNode> content, XmlElement child) {
        List<XmlNode> result = new ArrayList<>(content);
        int index = indexOf(content, child);
        result.remove(index);
        if (isBlank(content, index - 1)) {
            result.remove(index - 1);
        }
        return result;
    }

    private static int indexOf(List<XmlNode> content, XmlElement child) {
        for (int index = 0; index < content.size(); index++) {
            if (content.get(index) == child) {
                return index;
            }
        }
        throw new IllegalArgumentException("not in this element: " + child);
    }

    private static int lastElement(List<XmlNode> content) {
        for (int index = content.size() - 1; index >= 0; index--) {
            if (content.get(index) instanceof XmlElement) {
                return index;
            }
        }
        return -1;
    }

    private static boolean isBlank(List<XmlNode> content, int index) {
        return index >= 0 && content.get(index) instanceof XmlNode.Text text && text.isBlank();
    }

    /** What stands before the first element; a blank line there is not repeated. */
    private static String indentOf(List<XmlNode> content) {
        if (!isBlank(content, 0)) {
            return "";
        }
        String before = ((XmlNode.Text) content.get(0)).value();
        return before.substring(Math.max(before.lastIndexOf('\n'), 0));
    }

    /** An element that was made without white space, laid out below this indentation; any other stays as it is. */
    static XmlElement indented(XmlElement element, String indent) {
        boolean bare = element.content().stream().noneMatch(XmlNode.Text.class::isInstance);
        if (indent.isEmpty()
                || !bare
                || element.content().isEmpty()
                || !element.namespace().isEmpty()) {
            return element;
        }
        List<XmlNode> content = new ArrayList<>();
        for (XmlNode node : element.content()) {
            content.add(new XmlNode.Text(indent + STEP));
            content.add(node instanceof XmlElement child ? indented(child, indent + STEP) : node);
        }
        content.add(new XmlNode.Text(indent));
        return element.withContent(content);
    }
}
