// Package recsys is a client of a Recsys recommendation server.
//
//	client, err := recsys.Connect("http://127.0.0.1:5080")
//	if err != nil {
//		return err
//	}
//	defer client.Close()
//	answer, err := client.Recommendations.RecommendForUser(ctx, &recsysv1.RecommendForUserRequest{
//		CustomerId: "17850", PageSize: 10, IncludeProducts: true,
//	})
//
// Messages and enums are in recsys.example/recsys/gen/recsys/v1.
package recsys
