/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An XML document as the text of its elements and attributes by path: {@code /domain/devices/disk[2]/target/@dev}. Immutable. */
final class XmlValues {
    private final Map<String, String> values = new TreeMap<>();
    private final Deque<Open> path = new ArrayDeque<>();

    private XmlValues() {}

    /** Throws {@link IllegalArgumentException} if the text is no document, or has a document type. */
    static Map<String, String> of(String text) {
        XmlValues values = new XmlValues();
        try {
            values.read(factory().createXMLStreamReader(new StringReader(text)));
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(where(e), e);
        }
        return values.values;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static String where(XMLStreamException e) {
        return "it is not well-formed at line " + e.getLocation().getLineNumber();
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> begin(xml);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> add(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.DTD -> throw new IllegalArgumentException("it has a document type");
                default -> {
                    // Comments and white space say nothing.
                }
            }
        }
    }

    private void begin(XMLStreamReader xml) {
        Open parent = path.peek();
        String place = parent == null ? "/" + xml.getLocalName() : parent.child(xml.getLocalName());
        path.push(new Open(place));
        values.put(place, "");
        for (int number = 0; number < xml.getAttributeCount(); number++) {
            values.put(place + "/@" + xml.getAttributeLocalName(number), xml.getAttributeValue(number));
        }
    }

    private void add(String text) {
        Open element = path.peek();
        if (element != null) {
            element.text.append(text);
        }
    }

    private void end() {
        Open element = path.pop();
        values.put(element.place, element.text.toString().strip());
    }

    /** An element that has not ended. Not thread-safe. */
    private static final class Open {
        private final String place;
        private final StringBuilder text = new StringBuilder();
        private final Map<String, Integer> children = new HashMap<>();

        Open(String place) {
            this.place = place;
        }

        /** The first has no number, so that what there is once is named simply. */
        String child(String name) {
            int number = children.merge(name, 1, Integer::sum);
            return place + "/" + name + (number == 1 ? "" : "[" + number + "]");
        }
    }
}
