/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.soap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the call of a method: SOAP 1.1, namespace {@code urn:vim25}. */
public final class Envelope {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String XSD = "http://www.w3.org/2001/XMLSchema";

    private Envelope() {}

    /** The call as bytes in UTF-8; throws IllegalArgumentException for characters that XML cannot hold. */
    public static byte[] of(ManagedRef self, String method, List<Element> arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = Factories.OUTPUT.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            write(xml, self, method, arguments);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("bytes in memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(XMLStreamWriter xml, ManagedRef self, String method, List<Element> arguments)
            throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("soapenv", "Envelope", SOAP);
        xml.writeNamespace("soapenv", SOAP);
        xml.writeNamespace("xsi", XSI);
        xml.writeNamespace("xsd", XSD);
        xml.writeStartElement("soapenv", "Body", SOAP);
        xml.writeStartElement(method);
        xml.writeDefaultNamespace("urn:vim25");
        element(xml, self.as("_this"));
        for (Element argument : arguments) {
            element(xml, argument);
        }
        xml.writeEndDocument();
    }

    private static void element(XMLStreamWriter xml, Element element) throws XMLStreamException {
        xml.writeStartElement(element.name());
        String refType = element.refType();
        if (refType != null) {
            xml.writeAttribute("type", refType);
        }
        String type = element.rawType();
        if (type != null) {
            xml.writeAttribute("xsi", XSI, "type", type);
        }
        for (Element child : element.children()) {
            element(xml, child);
        }
        text(xml, checked(element));
        xml.writeEndElement();
    }

    /** Readers take a carriage return for the end of a line, unless it is written by its number: XML 1.0, section 2.11. */
    private static void text(XMLStreamWriter xml, String text) throws XMLStreamException {
        int from = 0;
        for (int at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', from)) {
            xml.writeCharacters(text.substring(from, at));
            xml.writeEntityRef("#xD");
            from = at + 1;
        }
        xml.writeCharacters(text.substring(from));
    }

    /** Whether XML can hold this text, which is not so of all control characters: XML 1.0, production 2. */
    public static boolean canHold(String text) {
        return text.codePoints()
                .allMatch(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000);
    }

    /** The JDK's writer lets pass what no reader takes. */
    private static String checked(Element element) {
        if (!canHold(element.text())) {
            throw new IllegalArgumentException(element.name() + " has a character that XML cannot hold");
        }
        return element.text();
    }

    /** Looked up once: that takes longer than to write. */
    private static final class Factories {
        private static final XMLOutputFactory OUTPUT = XMLOutputFactory.newDefaultFactory();
    }
}
