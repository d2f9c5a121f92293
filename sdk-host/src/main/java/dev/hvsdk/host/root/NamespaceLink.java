/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import dev.hvsdk.host.root.Fact.Reason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the link of a namespace in {@code /proc/self/ns} says: {@code pid:[4026531836]} (fs/nsfs.c, ns_get_name). */
final class NamespaceLink {
    private static final Pattern TEXT = Pattern.compile("[a-z_]+:\\[([0-9]{1,18})]");

    private NamespaceLink() {}

    /** The inode number of a namespace; in a captured tree the link leads nowhere, and its text is all there is. */
    static Fact<Long> inode(HostFiles files, String kind) {
        return files.link("/proc/self/ns/" + kind).flatMap(NamespaceLink::parse);
    }

    private static Fact<Long> parse(String link) {
        Matcher matcher = TEXT.matcher(link);
        return matcher.matches()
                ? Fact.known(Long.parseLong(matcher.group(1)))
                : Fact.unknown(Reason.DAMAGED, "a namespace's link says " + link);
    }
}
