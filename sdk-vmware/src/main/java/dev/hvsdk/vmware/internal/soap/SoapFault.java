/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.soap;

import java.util.Optional;
import java.util.Set;

/** What a server refuses or fails in, by the name of its type. Immutable, as far as a {@link Throwable} is. */
@SuppressWarnings("serial") // never leaves the JVM
public final class SoapFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Types that pass by themselves: govmomi's fault.IsTransientError, and what the documentation of each says. */
    private static final Set<String> TRANSIENT = Set.of(
            "TaskInProgress",
            "ConcurrentAccess",
            "HostCommunication",
            "HostNotConnected",
            "NetworkDisruptedAndConfigRolledBack",
            "TooManyConcurrentRequests");

    private static final String NOT_AUTHENTICATED = "NotAuthenticated";

    private final String type;
    private final Element detail;

    private SoapFault(String type, String text, Element detail) {
        super(text.isEmpty() ? type : text, null, false, false);
        this.type = type;
        this.detail = detail;
    }

    /** From the body of an answer. */
    static SoapFault of(Element fault) {
        String text = fault.text("faultstring").orElse("");
        return fault.find("detail")
                .flatMap(all -> all.children().stream().findFirst())
                .map(detail -> of(detail, text))
                .orElseGet(() -> new SoapFault(fault.text("faultcode").orElse("Fault"), text, Element.of("detail")));
    }

    /**
     * From an element that says its type, as in the error of a task.
     *
     * @param text what the server says about it, which may be nothing
     */
    public static SoapFault of(Element detail, String text) {
        String type = detail.type().orElseGet(() -> detail.name().replaceFirst("Fault$", ""));
        return new SoapFault(type, text, detail);
    }

    /** That the session is no more. */
    public static SoapFault notAuthenticated() {
        return new SoapFault(NOT_AUTHENTICATED, "the session is no more", Element.of("detail"));
    }

    /** Its type: {@code InvalidPowerState}. */
    public String type() {
        return type;
    }

    /** What the server says about it, at least the type. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** What else it holds, by the schema of the type. */
    public Element detail() {
        return detail;
    }

    /** Whether the session is no more, so that nothing was done. */
    public boolean isOfSession() {
        return type.equals(NOT_AUTHENTICATED);
    }

    /** Whether nothing was done, and the same may be done later. */
    public boolean isTransient() {
        return TRANSIENT.contains(type);
    }

    /** The object that it says is gone. */
    public Optional<ManagedRef> gone() {
        return type.equals("ManagedObjectNotFound") ? detail.ref("obj") : Optional.empty();
    }
}
