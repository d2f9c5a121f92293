/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.soap;

import dev.hvsdk.vmware.internal.soap.XmlScanner.Event;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
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

    /** Most elements hold text or two others. */
    private static final int FEW = 4;

    private final XmlScanner xml;
    private final @Nullable String taken;
    private final Consumer<Element> taker;

    private Reply(XmlScanner xml, @Nullable String taken, Consumer<Element> taker) {
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
        Element body = new Reply(new XmlScanner(in), taken, taker).body();
        if (body.name().equals("Fault")) {
            throw SoapFault.of(body);
        }
        return body;
    }

    private Element body() throws XMLStreamException {
        boolean within = false;
        for (Event event = xml.next(); event != Event.NOTHING; event = xml.next()) {
            if (event == Event.START) {
                if (within) {
                    return element(0);
                }
                within = xml.name().equals("Body");
            }
        }
        throw new XMLStreamException("no answer of SOAP");
    }

    private Element element(int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("elements nest deeper than " + DEEPEST);
        }
        String name = xml.name();
        @Nullable String type = xml.type();
        @Nullable String refType = xml.refType();
        List<Element> children = List.of();
        Event event = xml.next();
        for (; event == Event.START; event = xml.next()) {
            children = child(element(depth + 1), children);
        }
        if (event == Event.NOTHING || !xml.name().equals(name)) {
            throw new XMLStreamException("no end of " + name);
        }
        return new Element(name, type, refType, children.isEmpty() ? xml.text() : "", children);
    }

    private List<Element> child(Element child, List<Element> children) {
        if (child.name().equals(taken)) {
            taker.accept(child);
            return children;
        }
        List<Element> more = children.isEmpty() ? new ArrayList<>(FEW) : children;
        more.add(child);
        return more;
    }
}
