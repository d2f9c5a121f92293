/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.session;

import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an update says of one object. Immutable.
 *
 * @param ref the object
 * @param left whether it is gone
 * @param values the properties that have changed; empty for one that it has no more
 */
public record Change(ManagedRef ref, boolean left, Map<String, Optional<Element>> values) {
    static Change of(Element update, ManagedRef ref) {
        Map<String, Optional<Element>> values = new HashMap<>();
        update.children("changeSet")
                .forEach(change -> change.text("name").ifPresent(name -> values.put(name, change.find("val"))));
        boolean left = update.text("kind").filter("leave"::equals).isPresent();
        return new Change(ref, left, Map.copyOf(values));
    }
}
