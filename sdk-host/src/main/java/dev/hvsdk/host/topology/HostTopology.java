/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.Inspection;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.Limitation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How a host is put together: sockets, NUMA nodes, IOMMU groups, devices with their drivers, virtual functions under the
 * function that they are a part of, and what stands in the way of giving each to a guest.
 *
 * <pre>{@code
 * String page = HostTopology.of(HostRoot.live()).picture(PictureFormat.HTML);
 * }</pre>
 *
 * <p>One reading; the same host gives the same pictures, to the byte. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HostTopology {
    private final Sketch sketch;
    private final List<Limitation> limitations;

    private HostTopology(Sketch sketch, List<Limitation> limitations) {
        this.sketch = sketch;
        this.limitations = List.copyOf(limitations);
    }

    /** Reads a host; needs no privilege, and never throws for what the host holds. */
    public static HostTopology of(HostRoot root) {
        Inspection inspection = HostInspector.of(root).inspect();
        return new HostTopology(new SketchMaker(root, inspection).sketch(), inspection.limitations());
    }

    /**
     * A picture of it, every device once.
     *
     * <p>{@code SVG}, {@code HTML} and {@code DOT} are ASCII alone: other characters are written as references, so that no
     * encoding on the way can spoil them. What the host's files say is escaped.
     */
    public String picture(PictureFormat format) {
        return switch (format) {
            case TEXT -> TextPicture.of(sketch);
            case SVG -> SvgPicture.of(sketch);
            case HTML -> HtmlPicture.of(sketch);
            case DOT -> DotPicture.of(sketch);
        };
    }

    /** What could not be read, and is missing in the pictures. */
    public List<Limitation> limitations() {
        return limitations;
    }

    /** The name of the machine, as its firmware tells it. */
    @Override
    public String toString() {
        return sketch.title();
    }
}
