/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

/** What an element holds. Adjacent text is one node; CDATA sections are text, which is what they mean. Immutable. */
sealed interface XmlNode permits XmlElement, XmlNode.Text, XmlNode.Comment, XmlNode.Instruction {
    /** Text, with its white space. */
    record Text(String value) implements XmlNode {
        boolean isBlank() {
            return value.isBlank();
        }
    }

    /** A comment, which nothing reads and nobody wants to lose. */
    record Comment(String value) implements XmlNode {}

    /** A processing instruction, kept like a comment. */
    record Instruction(String target, String data) implements XmlNode {}
}
