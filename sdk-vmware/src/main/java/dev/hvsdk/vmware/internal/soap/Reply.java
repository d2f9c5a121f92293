/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.soap;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a server answers, as it comes: results, updates and faults alike.
 *
 * <p>Elements of one name can be taken one by one, so that an answer of thousands is never whole in memory. What is not known is
 * kept or passed over, and never an error.
 */
public final class Reply {
    /** No type of the API nests nearly so deep. */
    private static final int DEEPEST = 200;

    private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;

    private final XMLStreamReader xml;
    private final @Nullable String taken;
    private final Consumer<Element> taker;

    private Reply(XMLStreamReader xml, @Nullable String taken, Consumer<Element> taker) {
        this.xml = xml;
        this.taken = taken;
        this.taker = taker;
    }

    /**
     * The answer to a call.
     *
     * @return the element that holds the results, each named {@code returnval}
     * @throws SoapFault if the answer is a fault
     * @throws XMLStreamException if it is no answer, or ends too early
     */
    public static Element read(InputStream in) throws XMLStreamException {
        return read(in, null, element -> {});
    }

    /**
     * The answer to a call, without the elements of one name, which are handed on as they come.
     *
     * @param taken the name of those
     */
    public static Element read(InputStream in, @Nullable String taken, Consumer<Element> taker)
            throws XMLStreamException {
        XMLStreamReader xml = Factories.INPUT.createXMLStreamReader(in);
        try {
            Element body = new Reply(xml, taken, taker).body();
            if (body.name().equals("Fault")) {
                throw SoapFault.of(body);
            }
            return body;
        } catch (UncheckedStreamException e) {
            throw new XMLStreamException(e.getMessage(), e);
        } finally {
            xml.close();
        }
    }

    private Element body() throws XMLStreamException {
        boolean within = false;
        while (xml.hasNext()) {
            if (next() == XMLStreamConstants.START_ELEMENT) {
                if (within) {
                    return element(0);
                }
                within = xml.getLocalName().equals("Body");
            }
        }
        throw new XMLStreamException("no answer of SOAP");
    }

    private Element element(int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("elements nest deeper than " + DEEPEST);
        }
        String name = xml.getLocalName();
        boolean isPlain = xml.getAttributeCount() == 0;
        @Nullable String type = isPlain ? null : xml.getAttributeValue(XSI, "type");
        @Nullable String refType = isPlain ? null : plainAttribute("type");
        List<Element> children = new ArrayList<>(0);
        Text text = new Text();
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                child(element(depth + 1), children);
            } else if (isText(event)) {
                text.add(xml.getText());
            }
        }
        return new Element(name, type, refType, children.isEmpty() ? text.whole() : "", children);
    }

    /** The reader has errors that are no XMLStreamException, such as one for an element in a namespace called xmlns. */
    private int next() throws XMLStreamException {
        try {
            return xml.next();
        } catch (RuntimeException e) {
            throw new XMLStreamException(e.getMessage(), e);
        }
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE
                || event == XMLStreamConstants.ENTITY_REFERENCE;
    }

    /** The reader takes no namespace for any namespace. */
    private @Nullable String plainAttribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String space = xml.getAttributeNamespace(i);
            if ((space == null || space.isEmpty())
                    && xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    private void child(Element child, List<Element> children) {
        if (child.name().equals(taken)) {
            taker.accept(child);
        } else {
            children.add(child);
        }
    }

    /** The text of an element: nearly always in one piece, which is then taken as it is. */
    private static final class Text {
        private String first = "";
        private @Nullable StringBuilder all;

        void add(String piece) {
            if (first.isEmpty()) {
                first = piece;
                return;
            }
            if (all == null) {
                all = new StringBuilder(first);
            }
            all.append(piece);
        }

        String whole() {
            return all == null ? first : all.toString();
        }
    }

    /** Aalto's: half the time of the JDK's. Made once, since it keeps the names that it has seen. */
    private static final class Factories {
        private static final XMLInputFactory INPUT = safe();

        private static XMLInputFactory safe() {
            XMLInputFactory factory = new InputFactoryImpl();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            return factory;
        }
    }
}
