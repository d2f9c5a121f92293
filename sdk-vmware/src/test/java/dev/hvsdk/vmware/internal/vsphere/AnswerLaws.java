/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.Faults;
import dev.hvsdk.vmware.internal.soap.Reply;
import dev.hvsdk.vmware.internal.soap.SoapFault;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** What holds of all answers, whatever a server sends: they are read, or refused in a way that callers expect. */
final class AnswerLaws {
    private static final ErrorFactory ABOUT = ErrorFactory.of("vsphere").operation("read");

    private AnswerLaws() {}

    /** True if it was an answer. */
    static boolean hold(byte[] input) {
        List<Element> objects = new ArrayList<>();
        try {
            Element whole = Reply.read(new ByteArrayInputStream(input));
            Element rest = Reply.read(new ByteArrayInputStream(input), "objects", objects::add);
            requireSame(whole, rest, objects.size());
            read(whole, objects);
            return true;
        } catch (SoapFault fault) {
            requireWords(Faults.error(fault, ABOUT));
            return true;
        } catch (XMLStreamException e) {
            return false;
        }
    }

    private static void requireWords(HypervisorException error) {
        if (error.detail().isBlank()
                && !error.nativeError().orElseThrow().code().isBlank()) {
            throw new AssertionError("an error without words");
        }
    }

    /** What is handed on is what is left out. */
    private static void requireSame(Element whole, Element rest, int taken) {
        long left = topmost(rest);
        if (left != 0 || taken < topmost(whole)) {
            throw new AssertionError(
                    "of " + topmost(whole) + " objects " + taken + " were handed on, and kept " + left);
        }
    }

    private static long topmost(Element element) {
        return element.children().stream()
                .mapToLong(child -> child.name().equals("objects") ? 1 : topmost(child))
                .sum();
    }

    private static void read(Element whole, List<Element> objects) {
        objects.forEach(AnswerLaws::guest);
        events(whole);
        readAll(whole);
    }

    private static void guest(Element object) {
        try {
            ObjectContent content = ObjectContent.of(object);
            if (content.hasRef()) {
                GuestReading.of(content, ABOUT);
            }
        } catch (SoapFault | HypervisorException e) {
            requireKnown(e);
        }
    }

    private static void requireKnown(RuntimeException refusal) {
        if (refusal instanceof SoapFault fault && !fault.isOfSession()) {
            throw new AssertionError("no fault of a session", refusal);
        }
    }

    private static void events(Element element) {
        GuestNews.of(element);
        element.children().forEach(AnswerLaws::events);
    }

    private static void readAll(Element element) {
        element.asNumber();
        element.asFlag();
        element.asRef();
        ConfigText.of(element);
    }
}
