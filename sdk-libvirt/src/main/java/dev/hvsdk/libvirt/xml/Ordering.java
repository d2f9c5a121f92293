/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.List;

/** Puts a new element where libvirt itself would write it; what is there already keeps its place. */
final class Ordering {
    private Ordering() {}

    /** Replaces the first element of the child's name, or inserts the child before the first that comes later in the order. */
    static XmlElement put(XmlElement parent, XmlElement child, List<String> order) {
        return parent.child(child.name())
                .map(present -> parent.withReplaced(present, child))
                .orElseGet(() -> insert(parent, child, order));
    }

    static XmlElement insert(XmlElement parent, XmlElement child, List<String> order) {
        List<String> later = order.subList(order.indexOf(child.name()) + 1, order.size());
        if (!order.contains(child.name())) {
            return parent.withChild(child);
        }
        for (XmlElement present : parent.children()) {
            if (present.namespace().isEmpty() && later.contains(present.name())) {
                return parent.withInserted(child, present);
            }
        }
        return parent.withChild(child);
    }
}
