// Copyright 2026 the Hypervisor SDK authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"net/http"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/types"
	"github.com/vmware/govmomi/vim25/xml"
)

// Real servers take "*" for all parts of a machine, measure nothing of one that is off, and refuse the whole question if a machine is
// gone. The simulator makes numbers up for whatever it is asked.
func measuring(q question) answer {
	query := q.Body.(*types.QueryPerf)
	for i := range query.QuerySpec {
		spec := &query.QuerySpec[i]
		if simulator.Map.Get(spec.Entity) == nil {
			return refusal("The object has already been deleted or has not been completely created",
				&types.ManagedObjectNotFound{Obj: spec.Entity})
		}
		if spec.Entity.Type != "VirtualMachine" {
			continue
		}
		spec.MetricId = measured(q, spec)
		if len(spec.MetricId) == 0 {
			spec.MaxSample = 0
		}
	}
	body := head + encode(query, "QueryPerf", xml.Attr{Name: xml.Name{Local: "xmlns:vim25"}, Value: "urn:vim25"}) + foot
	return func(w http.ResponseWriter) { q.next.ServeHTTP(w, q.request([]byte(body))) }
}

// What is asked for and there is, in the order of the questions.
func measured(q question, spec *types.PerfQuerySpec) []types.PerfMetricId {
	if _, wrong := notRunning(&simulator.Method{This: spec.Entity}); wrong != nil {
		return nil
	}
	manager := simulator.Map.Get(q.This).(*simulator.PerformanceManager)
	there := manager.QueryAvailablePerfMetric(nil, &types.QueryAvailablePerfMetric{
		Entity: spec.Entity, IntervalId: spec.IntervalId,
	}).(*methods.QueryAvailablePerfMetricBody).Res.Returnval
	var ids []types.PerfMetricId
	for _, asked := range spec.MetricId {
		for _, one := range there {
			isAsked := one.Instance == asked.Instance || (asked.Instance == "*" && one.Instance != "")
			if one.CounterId == asked.CounterId && isAsked {
				ids = append(ids, one)
			}
		}
	}
	return ids
}
