/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.vmware.internal.soap.Element;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What the server told, as XML that people can read: without namespaces, and without what would open a guest. */
final class ConfigText {
    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

    /** Options of the .vmx file whose names end so; each has a password or a key. */
    private static final Set<String> SECRET_OPTIONS = Set.of("password", ".key", "vnc.key", "keysafe", ".data");

    /** The elements of keys, as of a guest that is encrypted. */
    private static final Set<String> SECRET_ELEMENTS = Set.of("password", "vAppPassword");

    private final XMLStreamWriter xml;

    private ConfigText(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(Element element) {
        StringWriter text = new StringWriter();
        try {
            new ConfigText(XML.createXMLStreamWriter(text)).write(element, 0);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.append('\n').toString();
    }

    private void write(Element element, int depth) throws XMLStreamException {
        if (isSecret(element)) {
            return;
        }
        if (depth > 0) {
            xml.writeCharacters("\n" + "  ".repeat(depth));
        }
        xml.writeStartElement(element.name());
        writeType(element);
        if (element.children().isEmpty()) {
            xml.writeCharacters(element.text());
        } else {
            for (Element child : element.children()) {
                write(child, depth + 1);
            }
            xml.writeCharacters("\n" + "  ".repeat(depth));
        }
        xml.writeEndElement();
    }

    private void writeType(Element element) throws XMLStreamException {
        Optional<String> type = element.type();
        if (type.isPresent()) {
            xml.writeAttribute("type", type.get());
        }
    }

    private static boolean isSecret(Element element) {
        return SECRET_ELEMENTS.contains(element.name())
                || element.name().equals("extraConfig")
                        && element.text("key")
                                .filter(ConfigText::isSecretOption)
                                .isPresent();
    }

    private static boolean isSecretOption(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return SECRET_OPTIONS.stream().anyMatch(lower::endsWith);
    }
}
