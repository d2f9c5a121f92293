/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Private subnets that no network of the host has: first those from which libvirt's own network is taken. Immutable. */
final class FreeSubnets {
    private static final Pattern CIDR =
            Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})/([0-9]{1,2})");
    private static final int BITS = 32;

    private final List<Range> taken;

    FreeSubnets(Collection<String> taken) {
        this.taken = taken.stream().flatMap(cidr -> Range.of(cidr).stream()).toList();
    }

    /** The addresses from the first to the last. */
    private record Range(long first, long last) {
        static Optional<Range> of(String cidr) {
            Matcher matcher = CIDR.matcher(cidr);
            if (!matcher.matches() || Integer.parseInt(matcher.group(5)) > BITS) {
                return Optional.empty();
            }
            long size = 1L << (BITS - Integer.parseInt(matcher.group(5)));
            long first = address(matcher) / size * size;
            return Optional.of(new Range(first, first + size - 1));
        }

        private static long address(Matcher matcher) {
            return IntStream.rangeClosed(1, 4)
                    .mapToLong(group -> Long.parseLong(matcher.group(group)))
                    .reduce(0, (address, part) -> (address << 8) | part);
        }

        boolean overlaps(Range other) {
            return first <= other.last && other.first <= last;
        }
    }

    /** Whether no network has any address of it; so too of one that is no IPv4 subnet, which the host has to judge. */
    boolean isFree(String cidr) {
        return Range.of(cidr)
                .filter(wanted -> taken.stream().anyMatch(wanted::overlaps))
                .isEmpty();
    }

    /** Those that are free, in the order in which to try them. */
    Stream<String> all() {
        Stream<String> usual = IntStream.rangeClosed(122, 254).mapToObj(third -> "192.168." + third + ".0/24");
        Stream<String> others = IntStream.rangeClosed(16, 31).mapToObj(second -> "172." + second + ".122.0/24");
        return Stream.concat(usual, others).filter(this::isFree);
    }
}
