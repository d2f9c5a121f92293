/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.List;

/** A document: its root, and the comments and instructions before and after it. Immutable. */
record XmlDocument(List<XmlNode> before, XmlElement root, List<XmlNode> after, boolean made) {
    /** Reads a text; throws {@link MalformedXmlException}. */
    static XmlDocument parse(String xml) {
        return new XmlReader(xml, "").read();
    }

    /** Reads a text with a root of this name; throws {@link MalformedXmlException}. */
    static XmlDocument parse(String xml, String rootName) {
        return new XmlReader(xml, rootName).read();
    }

    /** A document that did not come from a text, and that is laid out when it becomes one. */
    static XmlDocument of(XmlElement root) {
        return new XmlDocument(List.of(), root, List.of(), true);
    }

    XmlDocument withRoot(XmlElement changed) {
        return new XmlDocument(before, changed, after, made);
    }

    String toXml() {
        XmlWriter writer = new XmlWriter();
        before.forEach(node -> writer.writeLine(node));
        writer.writeLine(made ? Layout.indented(root, "\n") : root);
        after.forEach(node -> writer.writeLine(node));
        return writer.text();
    }
}
