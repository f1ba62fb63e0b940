// Ingest shows a customer recommendations, tells the server what was bought of them, and asks again.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"recsys.example/recsys"
	recsysv1 "recsys.example/recsys/gen/recsys/v1"
)

func main() {
	if err := run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	client, err := recsys.Connect(os.Getenv("RECSYS_ADDRESS"))
	if err != nil {
		return err
	}
	defer client.Close()
	answer, err := client.Recommendations.RecommendForUser(ctx,
		&recsysv1.RecommendForUserRequest{CustomerId: "17850", PageSize: 5})
	if err != nil {
		return err
	}
	stream, err := client.InteractionStream(recsys.StreamOptions{})
	if err != nil {
		return err
	}
	for _, item := range answer.Recommendations {
		seen := &recsysv1.Interaction{
			CustomerId: "17850", ProductId: item.ProductId, Type: recsysv1.InteractionType_INTERACTION_TYPE_VIEW,
		}
		if err := stream.Add(ctx, recsys.Attribute(seen, answer)); err != nil {
			return err
		}
	}
	bought, err := stream.Send(ctx, &recsysv1.Interaction{
		CustomerId: "17850", ProductId: answer.Recommendations[0].ProductId,
		Type: recsysv1.InteractionType_INTERACTION_TYPE_PURCHASE,
	})
	if err != nil {
		return err
	}
	if err := stream.Close(); err != nil {
		return err
	}
	fmt.Printf("%d interactions accepted\n", stream.Totals().Accepted)
	after, err := client.Recommendations.RecommendForUser(ctx, &recsysv1.RecommendForUserRequest{
		CustomerId: "17850", PageSize: 5, MinJournalPosition: bought.JournalPosition,
	})
	if err != nil {
		return err
	}
	fmt.Printf("the answer reflects position %d\n", after.Provenance.JournalPosition)
	return nil
}
