/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.session;

import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import dev.hvsdk.vmware.internal.soap.SoapFault;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was asked about an object, as far as it has it and may be read. Immutable. */
public final class ObjectContent {
    private static final ManagedRef NONE = new ManagedRef("", "");

    private final ManagedRef ref;
    private final Map<String, Element> values;

    private ObjectContent(ManagedRef ref, Map<String, Element> values) {
        this.ref = ref;
        this.values = values;
    }

    /**
     * From an element {@code objects}.
     *
     * @throws SoapFault if the session is no more: the server says so of each property and calls the answer a good one
     */
    public static ObjectContent of(Element objects) {
        Map<String, Element> values = new HashMap<>();
        for (Element part : objects.children()) {
            switch (part.name()) {
                case "propSet" -> part.find("val").ifPresent(value -> put(values, part, value));
                case "missingSet" -> requireSession(part);
                default -> {} // The object's reference, and what later versions may tell.
            }
        }
        return new ObjectContent(objects.ref("obj").orElse(NONE), values);
    }

    private static void put(Map<String, Element> values, Element property, Element value) {
        property.text("name").ifPresent(name -> values.put(name, value));
    }

    private static void requireSession(Element missing) {
        if (missing.find("fault", "fault")
                .flatMap(Element::type)
                .filter("NotAuthenticated"::equals)
                .isPresent()) {
            throw SoapFault.notAuthenticated();
        }
    }

    /** Whether the server said of which object it is, as it has to. */
    public boolean hasRef() {
        return !ref.equals(NONE);
    }

    /** The object. */
    public ManagedRef ref() {
        return ref;
    }

    /** A property; empty if the object has none by that name now, or it may not be read. */
    public Optional<Element> find(String path) {
        return Optional.ofNullable(values.get(path));
    }

    /** A property that is text. */
    public Optional<String> text(String path) {
        return find(path).map(Element::text).filter(text -> !text.isEmpty());
    }

    /** A property that is a whole number. */
    public Optional<Long> number(String path) {
        return find(path).flatMap(Element::asNumber);
    }

    /** A property that is a truth. */
    public Optional<Boolean> flag(String path) {
        return find(path).flatMap(Element::asFlag);
    }

    /** A property that names a managed object. */
    public Optional<ManagedRef> ref(String path) {
        return find(path).flatMap(Element::asRef);
    }
}
