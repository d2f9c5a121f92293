/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.machine.PassthroughDevice;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The language in which the hosts of a family write down a guest. Implementations are immutable. */
interface DefinitionLanguage {
    /** The language of a family. */
    static DefinitionLanguage of(Family family) {
        return switch (family) {
            case KVM, XEN -> new DomainXml(family);
            case VSPHERE -> new Vmx();
            case CONTAINERS -> new InspectJson();
        };
    }

    /** Its name. */
    String format();

    /** A guest, with the devices that it was given. */
    String text(GuestRecord guest, List<PassthroughDevice> devices);

    /**
     * All that a text says, by the places where it says it.
     *
     * @throws IllegalArgumentException if the text is malformed; the message is a clause that says where
     */
    Map<String, String> values(String text);

    /** The places that say which guest it is. */
    Set<String> identity();

    /** The places that say how large it is. */
    Set<String> sizes();

    /**
     * A guest's size by a text of which these places differ.
     *
     * @throws IllegalArgumentException if one of them says what no size is
     */
    GuestSize resized(GuestSize before, Set<String> differing, Map<String, String> values);
}
