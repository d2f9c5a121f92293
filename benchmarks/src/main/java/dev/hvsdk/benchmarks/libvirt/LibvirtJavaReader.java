/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainInfo;
import org.libvirt.LibvirtException;

/** libvirt-java: the list, and each guest by itself; it binds none of the calls that read all at once. */
final class LibvirtJavaReader implements GuestReader {
    private final Connect host;
    private List<GuestLine> lines = List.of();

    LibvirtJavaReader(String uri) {
        try {
            host = new Connect(uri);
        } catch (LibvirtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int read() {
        List<GuestLine> read = new ArrayList<>();
        try {
            for (Domain domain : host.listAllDomains(0)) {
                read.add(line(domain));
                domain.free();
            }
        } catch (LibvirtException e) {
            throw new IllegalStateException(e);
        }
        lines = read;
        return read.size();
    }

    @SuppressWarnings(
            "EnumOrdinal") // its constants stand in the order of libvirt's numbers, and nothing else leads back to them
    private static GuestLine line(Domain domain) throws LibvirtException {
        DomainInfo info = domain.getInfo();
        return new GuestLine(
                domain.getName(),
                domain.getUUIDString(),
                info.state.ordinal(),
                OptionalInt.of(info.nrVirtCpu),
                OptionalLong.of(info.memory),
                OptionalLong.of(info.cpuTime));
    }

    @Override
    public List<GuestLine> lines() {
        return lines;
    }
}
