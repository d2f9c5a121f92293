/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.vmware.internal.soap.Element;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What the server told, as XML that people can read: without namespaces, and without what would open a guest. */
final class ConfigText {
    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    /** Ends of the names of options whose values are passwords, keys, or what is encrypted with them. */
    private static final List<String> SECRET_ENDS = List.of("password", ".key", "keysafe", "encryption.data");

    /** What is handed to programs in the guest, such as cloud-init: often with passwords and keys. */
    private static final String FOR_GUEST = "guestinfo.";

    private final XMLStreamWriter xml;

    private ConfigText(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(Element element) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XML.createXMLStreamWriter(text);
            new ConfigText(xml).write(element, 0);
            xml.close();
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
        return switch (element.name()) {
            case "extraConfig" ->
                element.text("key").filter(ConfigText::isSecretOption).isPresent();
            // Of a vApp: its type says that nobody may read it.
            case "property" ->
                element.text("type").filter(type -> type.startsWith("password")).isPresent();
            default -> false;
        };
    }

    private static boolean isSecretOption(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.startsWith(FOR_GUEST) || SECRET_ENDS.stream().anyMatch(lower::endsWith);
    }
}
