/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes XML, in ASCII with references for all else. It is also what a browser reads as HTML, as long as no element without
 * content is written but those that never have any.
 *
 * <p>Not thread-safe: one for each picture.
 */
final class Markup {
    private static final String ASCII = StandardCharsets.US_ASCII.name();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter xml;

    Markup() {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, ASCII);
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
    }

    /** Begins an element with attributes, each a name and a value. */
    Markup open(String name, String... attributes) {
        return write(() -> {
            xml.writeStartElement(name);
            attributes(attributes);
        });
    }

    /** Another attribute of the element that was begun last. */
    Markup attribute(String name, String value) {
        return write(() -> xml.writeAttribute(name, value));
    }

    /** Ends the innermost element. */
    Markup close() {
        return write(xml::writeEndElement);
    }

    /** Ends the innermost element, and the line. */
    Markup closeLine() {
        return close().text("\n");
    }

    /** An element that has text alone. */
    Markup leaf(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** An element that never has content. */
    Markup empty(String name, String... attributes) {
        return write(() -> {
            xml.writeEmptyElement(name);
            attributes(attributes);
        });
    }

    Markup text(String text) {
        return write(() -> xml.writeCharacters(text));
    }

    /** What stands before the first element, such as {@code <!DOCTYPE html>}. */
    Markup declaration(String declaration) {
        return write(() -> xml.writeDTD(declaration + "\n"));
    }

    private void attributes(String... pairs) throws XMLStreamException {
        for (int i = 0; i < pairs.length; i += 2) {
            xml.writeAttribute(pairs[i], pairs[i + 1]);
        }
    }

    /** All that was written. */
    String end() {
        write(() -> {
            xml.writeEndDocument();
            xml.close();
        });
        return bytes.toString(StandardCharsets.US_ASCII) + "\n";
    }

    private Markup write(Writing writing) {
        try {
            writing.run();
            return this;
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
    }

    /** Into memory every element can be written. */
    private static IllegalStateException unwritable(XMLStreamException cause) {
        return new IllegalStateException("the picture is not well-formed: " + cause.getMessage(), cause);
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws XMLStreamException;
    }
}
